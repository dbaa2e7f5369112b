"""The web process: `gunicorn --config deploy/gunicorn.conf.py center.wsgi`, behind a web server that ends https.

Slow clients are the web server's to hold (nginx reads a whole request before it passes it on): a thread here that
waits for a body is one of few. Where gunicorn stands alone it ends no attack by slow requests.
"""

import os

bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")
# As many processes as there are cores, at least two; each answers as many requests at once as it has threads,
# which is below DATABASE_POOL, so that nobody waits for a connection.
workers = int(os.environ.get("GUNICORN_WORKERS", "2"))
threads = int(os.environ.get("GUNICORN_THREADS", "4"))

# A process that says nothing for so long is replaced. With threads it is the process that speaks, not the request.
timeout = 60
# Seconds a connection of the web server in front is kept for the next request.
keepalive = 5
# At a stop or a restart requests have so long to end; the services give the process more (TimeoutStopSec).
graceful_timeout = 20
# A process is replaced after so many requests, not all at once: what leaks stays small.
max_requests = 5000
max_requests_jitter = 500
# Where the sign of life of a process is written: memory, since a slow disk would let it look dead.
worker_tmp_dir = "/dev/shm"  # noqa: S108 -- a folder of the system, and gunicorn unlinks its file at once

# The longest line, number of lines and line among the headers: addresses of search have long words, nothing else.
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
# Waiting connections; more are refused by the kernel, and nginx says so.
backlog = 256

# Who may say over which scheme a request came is settled by TRUSTED_PROXIES in the portal, not here.
forwarded_allow_ips = ""
# The portal writes its own line for each request, without addresses.
accesslog = None
# Nothing to talk to from outside.
control_socket_disable = True
