"""Pages of citizens' accounts."""
