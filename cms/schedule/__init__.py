"""What the schedule does for a municipality, at its own desk."""
