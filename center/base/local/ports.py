"""TCP ports of this machine's loopback address."""

import socket

HOST = "127.0.0.1"


def is_free(port: int) -> bool:
    """Tell whether a server of ours could listen on the port now."""
    with socket.socket() as probe:
        # As PostgreSQL and gunicorn do: a port whose last connections are just fading away is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def choose(preferred: int) -> int:
    """Return the preferred port when it is free (0: there is none), else one that the kernel proposes."""
    if preferred and is_free(preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
