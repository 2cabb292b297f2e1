"""What `make` runs: a virtual environment, a PostgreSQL and a server from one command.

Nothing here needs more than Python's standard library until `.venv` exists, and
nothing in the site itself imports this package.
"""
