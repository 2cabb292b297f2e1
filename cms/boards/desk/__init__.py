"""The desk of departments for boards: what waits for an answer, and what is done about a post."""
