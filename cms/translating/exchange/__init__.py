"""Translations to agencies and back, as PO and XLIFF files."""
