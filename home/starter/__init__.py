"""Starter content: what a new municipality's site says on its first day, and how it gets there."""
