"""What is done on boards: each act locks, asks, and writes the change with all that follows in one transaction."""
