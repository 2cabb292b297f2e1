"""The translator's desk: what is to do, the work itself, its review."""
