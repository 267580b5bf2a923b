"""Fetches a public file from the web, telling nothing but the address asked for."""

import http.client
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import Future
from email.message import Message as Headers
from typing import IO

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message

USER_AGENT = "BookOrbit Desktop"
"""Without version and system."""
PATIENCE = 10.0
"""Seconds for each step: the connection, and every piece of the answer."""
Fetch = Callable[[str, int], "Future[bytes]"]


def fetch(url: str, most: int) -> "Future[bytes]":
    """At most that many bytes of a file. The future raises InvalidInput if there is no answer.

    It is asked on a thread that nobody has to wait for, as a server may be as slow as it likes.
    """
    answer: Future[bytes] = Future()
    answer.set_running_or_notify_cancel()  # who no longer waits does not take it away from the thread

    def ask() -> None:
        try:
            answer.set_result(_content(url, most))
        except (OSError, http.client.HTTPException, ValueError):
            host = urllib.request.Request(url).host
            answer.set_exception(InvalidInput(Message("{0} can't be reached. Try again later.", host)))

    threading.Thread(target=ask, name="web", daemon=True).start()
    return answer


def _content(url: str, most: int) -> bytes:
    import truststore  # with the first use, as few people ask

    trusting = urllib.request.HTTPSHandler(context=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    asked = urllib.request.Request(url, headers={"User-Agent": USER_AGENT})
    with urllib.request.build_opener(trusting, _NoRedirect).open(asked, timeout=PATIENCE) as reply:
        return bytes(reply.read(most))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Another address is not the one that the person agreed to."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Headers,
        newurl: str,
    ) -> None:
        """None makes it an error."""
