"""Ports that are asked for by number: the system gives none of them to a connection or server that takes any."""

import itertools
import os
import socket

_NEXT = itertools.count(10_000 + os.getpid() * 53 % 20_000)
"""Below those that systems give away (Linux from 32768, others from 49152), and elsewhere in each process of tests."""


def free_port() -> int:
    """A port of this computer that nobody listens on, or will before it is asked for."""
    return next(port for port in _NEXT if _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("0.0.0.0", port))
        except OSError:
            return False
    return True
