"""A web site on this computer that tells of the program's newest version."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class WebSite(http.server.ThreadingHTTPServer):
    """Answers every request with `content`, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.content = b'{"version": "99.0.0"}'
        self.status = 200
        self.asked: list[tuple[str, dict[str, str]]] = []
        """Paths and headers."""
        self.goes_on = threading.Event()
        """Cleared, answers wait for it."""
        self.goes_on.set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/bookorbit"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: WebSite

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        self.server.goes_on.wait()
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(self.server.content)))
        self.end_headers()
        self.wfile.write(self.server.content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing."""


@contextmanager
def open_web_site() -> Iterator[WebSite]:
    """One that answers until the end."""
    site = WebSite()
    thread = threading.Thread(target=site.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        site.goes_on.set()
        site.shutdown()
        thread.join()
        site.server_close()
