"""Watching over open petitions: counting periods anew, dunning, the monthly check, and who is told of what is due."""
