"""How gunicorn serves the site; every number can be set by the environment (docs/deploy.md)."""

import os
from pathlib import Path

wsgi_app = "cms.wsgi:application"
bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")

# Two processes a core is enough behind nginx: most requests wait for the database.
workers = int(os.environ.get("WEB_CONCURRENCY") or (os.cpu_count() or 1) * 2)
worker_class = "gthread"
threads = int(os.environ.get("GUNICORN_THREADS") or 4)

# The application is loaded once and shared by all workers, which saves memory and start.
reload = os.environ.get("RELOAD") == "1"
preload_app = not reload

timeout = int(os.environ.get("GUNICORN_TIMEOUT") or 60)
graceful_timeout = 15
keepalive = 5

# A worker is replaced now and then, since each database connection grows with the tenants it has seen.
max_requests = 5000
max_requests_jitter = 500

# The heartbeat file belongs in memory: on a busy disk it would stall a worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108

# Only the proxy on this machine may say who the reader is and that the connection was TLS.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")

accesslog = os.environ.get("GUNICORN_ACCESS_LOG") or None
errorlog = "-"
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")


def on_starting(server: object) -> None:
    """Listen only when `make run` has the database ready; the site has been loaded by then."""
    gate = os.environ.pop("START_GATE", None)
    if gate and not os.read(int(gate), 1):
        raise SystemExit(0)  # that run has ended without a word


def pre_fork(server: object, worker: object) -> None:
    """No worker may inherit a database connection that another one uses, too."""
    from django.db import connections

    connections.close_all()
