"""What staff see of the municipality's conformity in Wagtail's admin."""
