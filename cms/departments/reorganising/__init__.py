"""Reorganisations (조직개편): the plan, its checks, what it would move, applying it, undoing it."""
