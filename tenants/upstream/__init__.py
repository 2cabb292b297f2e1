"""Gaps of packages, one file each, to be deleted when the package closes it."""
