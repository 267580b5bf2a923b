"""Requests of readers, changed at random: each number gives the same bytes in every run."""

import base64
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from bookorbit_desktop.domain.koreader.account import koreader_key
from bookorbit_desktop.server.app import PREFIXES
from tests.acceptance.program import PASSPHRASE

USERNAME: Final = "reader"
_METHODS: Final = (
    *(b"GET", b"HEAD", b"POST", b"PUT", b"DELETE", b"PATCH", b"OPTIONS", b"TRACE", b"CONNECT", b"PROPFIND"),
    *(b"get", b"PuT", b"G\xc3\x89T", b"\xff\xfe", b"", b"PUT PUT", b"X" * 5000, b"G\0T"),
)
_ODD_VALUES: Final[tuple[Any, ...]] = (
    *(None, True, False, 0, -1, 0.0, -0.0, 1e308, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 10**400, 1.5),
    *("", " ", "0", "a:b", "../../etc/passwd", "\0", "\ud800", "\u202e", "x" * 600, "x" * 20_000, "é" * 511),
    *(
        [],
        {},
        [[]],
        [None],
        {"": None},
        [1, "2", {"3": []}],
        "<img src='/dev/zero'>",
        "'; DROP TABLE push; --",
    ),
)
_ODD_NUMBERS: Final = (
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999",
    "-1e999",
    "1" * 4000,
    "1" * 5000,
    "0x10",
    "01",
    "1.",
)
_CLOUD_FILES: Final = (
    "/koreader/statistics.sqlite3",
    "/koreader/vocabulary_builder.sqlite3",
    "/koreader/..%2flibrary.sqlite3",
    "/koreader/versions/x",
    "/other/x",
)
_OPDS_PAGES: Final = (
    *(
        "",
        "/all",
        "/new",
        "/sync",
        "/reading",
        "/statuses",
        "/statuses/read",
        "/statuses/nothing",
        "/authors",
    ),
    *(
        "/authors/1",
        "/series",
        "/series/1",
        "/languages",
        "/formats",
        "/subjects",
        "/search?q=the",
        "/search",
    ),
    *("/books/1", "/books/2/cover.jpg", "/books/2/thumbnail.jpg", "/books/999999", "/opensearch.xml"),
    *("/all?after=1", "/all?sort=title", "/all?sort=%00", "/all?after=%ff", "/books/99999999999999999999"),
    *("/files/1/a.epub", "/files/2/x", "/files/99/..%2f..%2fetc%2fpasswd", "/files/0/%00"),
)
_HEADERS: Final = (
    *(
        b"Range",
        b"If-Range",
        b"If-None-Match",
        b"If-Modified-Since",
        b"If-Match",
        b"Accept",
        b"Accept-Encoding",
    ),
    *(
        b"Accept-Language",
        b"Cookie",
        b"Origin",
        b"Referer",
        b"User-Agent",
        b"Expect",
        b"Upgrade",
        b"Connection",
    ),
    *(
        b"Content-Type",
        b"Content-Encoding",
        b"Host",
        b"X-Forwarded-For",
        b"Forwarded",
        b"Authorization",
        b"TE",
    ),
    *(b"Transfer-Encoding", b"Content-Length", b"x-auth-user", b"Via", b"Date", b"Keep-Alive", b"Trailer"),
)
_HEADER_VALUES: Final = (
    *(
        b"",
        b"\xff\xfe\x80",
        "höher".encode("latin-1"),
        "höher".encode(),
        b"bytes=0-",
        b"bytes=-1",
        b"bytes=5-1",
    ),
    *(
        b"bytes=0-0,2-3,9-",
        b"bytes=99999999999999999999-",
        b"*",
        b'"x"',
        b'W/"',
        b"gzip",
        b"deflate, br",
        b"100-continue",
    ),
    *(
        b"websocket",
        b"close",
        b"keep-alive, Upgrade",
        b"text/plain; charset=nothing",
        b"\0",
        b"a\tb",
        b"x" * 9000,
    ),
    *(
        b"Thu, 01 Jan 1970 00:00:00 GMT",
        b"yesterday",
        b"-1",
        b"99999999999999999999",
        b"chunked",
        b"Basic",
        b"Basic !!!",
    ),
    *(
        b"Basic " + base64.b64encode(b"\xff:\xff"),
        b"evil.example",
        b"[::1",
        b"127.0.0.1:99999",
        b"1.2.3.4:x",
        b"%00",
    ),
)
_TEXT_CHUNKS: Final = (
    b"5\r\nhello\r\n0\r\n\r\n",
    b"zz\r\n",
    b"-1\r\n\r\n",
    b"fffffffffffffffff\r\n",
    b"0\r\n",
    b"0\r\nX: y\r\n\r\n",
)


@dataclass
class Request:
    """One request before it becomes bytes."""

    method: bytes
    target: bytes
    headers: list[tuple[bytes, bytes]]
    body: bytes | None = None
    version: bytes = b"HTTP/1.1"
    is_framed: bool = True
    """Whether its length is said as it is, so that it must be answered."""

    def encoded(self) -> bytes:
        headers = list(self.headers)
        if self.body is not None and self.is_framed:
            headers.append((b"Content-Length", b"%d" % len(self.body)))
        lines = [b"%s %s %s" % (self.method, self.target, self.version)]
        lines += [name + b": " + value for name, value in headers]
        return b"\r\n".join([*lines, b"", b""]) + (self.body or b"")


@dataclass
class Case:
    """What one connection sends."""

    data: bytes
    answers: int
    """How many answers must come; 0 where nobody can say where a request ends."""
    pushes: int
    """How many of its requests would store something."""
    kinds: list[str] = field(default_factory=list)
    """What was changed."""
    source: str = "127.0.0.1"
    pieces: int = 1
    """In how many pieces it is sent."""


def case(seed: int, number: int) -> Case:
    """The case of a number."""
    chance = random.Random(f"{seed} {number}")
    kinds: list[str] = []
    together = chance.choice((2, 3, 8)) if chance.random() < 0.06 else 1
    requests = [_request(chance, f"{number}-{index}") for index in range(together)]
    if together > 1:
        kinds.append("pipelined")
    for request in requests:
        for change in chance.choices(_CHANGES, weights=_WEIGHTS, k=chance.choice((0, 1, 1, 1, 2, 3))):
            change(chance, request)
            kinds.append(change.__name__.strip("_"))
    data = b"".join(request.encoded() for request in requests)
    is_whole = all(request.is_framed for request in requests)
    if chance.random() < 0.06:
        data, is_whole = _spoilt(chance, data), False
        kinds.append("bytes")
    return Case(
        data,
        answers=(1 if together == 1 else 0) if is_whole else 0,
        pushes=sum(request.method == b"PUT" for request in requests),
        kinds=kinds,
        source=f"127.{1 + number % 3}.{number // 3 % 250}.{1 + number // 750 % 250}"
        if "login" in kinds
        else "127.0.0.1",
        pieces=chance.choice((2, 3, 9)) if chance.random() < 0.04 else 1,
    )


def _request(chance: random.Random, name: str) -> Request:
    make = chance.choices((_push, _pull, _catalogue, _cloud, _other), weights=(40, 15, 15, 15, 15))[0]
    return make(chance, name)


def _reader_headers() -> list[tuple[bytes, bytes]]:
    return [
        (b"Host", b"127.0.0.1"),
        (b"User-Agent", b"lua-Spore"),
        (b"Accept", b"application/vnd.koreader.v1+json"),
        (b"x-auth-user", USERNAME.encode()),
        (b"x-auth-key", koreader_key(PASSPHRASE).encode()),
    ]


def _prefix(chance: random.Random) -> str:
    return chance.choice(("", "", "", *PREFIXES))


def _push(chance: random.Random, name: str) -> Request:
    fields: dict[str, Any] = {
        "document": f"{chance.getrandbits(128):032x}",
        "progress": f"/body/DocFragment[{name}]/p",
        "percentage": round(chance.random(), 4),
        "device": "Kobo",
        "device_id": f"{chance.randrange(5):032x}",
    }
    if chance.random() < 0.2:
        fields["metadata"] = {"title": f"Title {name}", "authors": "Ada\nBen", "filename": "a.epub"}
    if chance.random() < 0.2:
        fields["identifiers"] = [{"type": "isbn", "value": "9780141439587", "weak": True}]
    headers = [*_reader_headers(), (b"Content-Type", b"application/json")]
    body = json.dumps(fields).encode()
    return Request(b"PUT", f"{_prefix(chance)}/syncs/progress".encode(), headers, body)


def _pull(chance: random.Random, name: str) -> Request:
    document = chance.choice((f"{chance.getrandbits(128):032x}", "é", "%", "a:b", name, "x" * 700, "\0"))
    query = chance.choice(("", "", "?ids=isbn:9780141439587", "?ids=:::,,", "?ids=a:b,c:d&ids=%ff", "?ids"))
    target = f"{_prefix(chance)}/syncs/progress/{quote(document, safe='')}{query}"
    return Request(b"GET", target.encode(), _reader_headers())


def _catalogue(chance: random.Random, name: str) -> Request:
    login = base64.b64encode(f"{USERNAME}:{PASSPHRASE}".encode())
    headers = [(b"Host", b"127.0.0.1"), (b"Authorization", b"Basic " + login)]
    target = chance.choice(("/opds", "/opds/v2")) + chance.choice(_OPDS_PAGES)
    return Request(b"GET", target.encode(), headers)


def _cloud(chance: random.Random, name: str) -> Request:
    """KOReader's cloud folder: a listing, a file that is none, and everything else."""
    login = base64.b64encode(f"{USERNAME}:{PASSPHRASE}".encode())
    headers = [
        (b"Host", b"127.0.0.1"),
        (b"Authorization", b"Basic " + login),
        (b"Depth", chance.choice((b"0", b"1", b"infinity", b"-1", b""))),
    ]
    target = "/dav" + chance.choice(("", "/", "/koreader", "/koreader/", *_CLOUD_FILES))
    method = chance.choice((b"PROPFIND", b"GET", b"HEAD", b"PUT", b"DELETE", b"MKCOL", b"OPTIONS", b"LOCK"))
    if chance.random() < 0.5:
        headers.append((b"If-Match", chance.choice((b"*", b'"x"', b'W/"x"', b"x", b'"', b'"a", "b"'))))
    body = b""
    if method == b"PUT":
        body = chance.choice(
            (b"", b"SQLite format 3\0", b"SQLite format 3\0" + chance.randbytes(5000), b"x" * 70_000)
        )
    request = Request(method, target.encode(), headers, body)
    request.is_framed &= method != b"HEAD"
    return request


def _other(chance: random.Random, name: str) -> Request:
    path = chance.choice(
        ("/users/auth", "/users/create", "/healthcheck", "/", "/robots.txt", "/favicon.ico", "/admin")
    )
    if path == "/users/create":
        body = json.dumps({"username": f"new {name}", "password": "0" * 32}).encode()
        return Request(b"POST", (_prefix(chance) + path).encode(), _reader_headers(), body)
    return Request(b"GET", (_prefix(chance) + path).encode(), _reader_headers())


def _method(chance: random.Random, request: Request) -> None:
    request.method = chance.choice(_METHODS)
    # No answer to HEAD has the body that it announces, and CONNECT or an upgrade ends what is HTTP.
    request.is_framed &= request.method not in (b"HEAD", b"CONNECT")


def _slashes(chance: random.Random, request: Request) -> None:
    request.target = request.target.replace(b"/", b"/" * chance.choice((2, 3, 40)), chance.choice((1, 2, -1)))


def _path(chance: random.Random, request: Request) -> None:
    target, index = request.target, chance.randrange(len(request.target) + 1)
    request.target = chance.choice(
        (
            target
            + chance.choice(
                (b"/", b"?", b"#", b"%", b"%zz", b"%00", b"%ff", b";x", b"/../..", b"\\", b"?a=b&a")
            ),
            target[:index] + chance.randbytes(chance.choice((1, 3))) + target[index:],
            target[:index],
            b"http://evil.example" + target,
            b"http://[" + target,
            b"//" + target,
            b"*",
            b"",
            target + b"/x" * chance.choice((100, 3000, 6000)),
            target.replace(b"/", b"%2f"),
            target.upper(),
            "/kosync/ünïcode/\u202e".encode(),
            b"/syncs/progress/" + b"%F0%9F%93%96" * chance.choice((1, 60, 400)),
        )
    )


def _header(chance: random.Random, request: Request) -> None:
    name, value = chance.choice(_HEADERS), chance.choice(_HEADER_VALUES)
    if name in (b"Content-Length", b"Transfer-Encoding", b"Upgrade", b"Connection", b"Expect"):
        request.is_framed = False
    headers = [*request.headers, (name, value)]
    if chance.random() < 0.5:
        headers = [(known, value if known == name else said) for known, said in request.headers] + [
            (name, value)
        ]
    if chance.random() < 0.1:
        headers += [(b"X-%d" % number, b"y" * 20) for number in range(chance.choice((50, 500)))]
    if chance.random() < 0.1:
        headers.append((chance.choice((b"", b" x", b"a b", b"\xff", b"n" * 9000, b"x\0")), b"y"))
    chance.shuffle(headers)
    request.headers = headers


def _login(chance: random.Random, request: Request) -> None:
    def changed(name: bytes, value: bytes) -> bytes:
        if name not in (b"x-auth-user", b"x-auth-key", b"Authorization"):
            return value
        return chance.choice(
            (b"", value[:-1], value + b"0", b"\xff" * 32, b"Basic Og==", b"Bearer x", b"x" * 4000)
        )

    request.headers = [(name, changed(name, value)) for name, value in request.headers]


def _field(chance: random.Random, request: Request) -> None:
    """One value of the body is of another type."""
    fields = _fields(request)
    for _ in range(chance.choice((1, 1, 2))):
        if fields:
            fields[chance.choice((*fields, "metadata", "identifiers", "unknown"))] = chance.choice(
                _ODD_VALUES
            )
            if chance.random() < 0.2:
                fields.pop(chance.choice(list(fields)))
    if fields:
        request.body = json.dumps(fields, ensure_ascii=chance.random() < 0.7).encode("utf-8", "surrogatepass")


def _nested(chance: random.Random, request: Request) -> None:
    depth = chance.choice((50, 990, 5000, 30_000))
    begin, end = chance.choice(((b"[", b"]"), (b'{"a":', b"}")))
    inner = begin * depth + b"1" + end * chance.choice((depth, depth, 0))
    request.body = chance.choice((inner, b'{"document":"d","metadata":' + inner + b',"percentage":0.5}'))


def _number(chance: random.Random, request: Request) -> None:
    said = chance.choice(_ODD_NUMBERS).encode()
    request.body = b'{"document":"%032x","progress":"1","percentage":%s,"device":"k","device_id":%s}' % (
        chance.getrandbits(128),
        said,
        chance.choice((b'"i"', said)),
    )


def _text(chance: random.Random, request: Request) -> None:
    """Bytes of the body that are no JSON, or no UTF-8."""
    body = request.body or b"{}"
    index = chance.randrange(len(body))
    request.body = chance.choice(
        (
            body[:index],
            body[:index] + chance.randbytes(chance.choice((1, 4))) + body[index + 1 :],
            body[:index] + b"\\ud800" + body[index:],
            b"\xef\xbb\xbf" + body,
            body.decode("latin-1").encode("utf-16"),
            body * 2,
            b"",
            b"null",
            b'"text"',
            b"[]",
            chance.randbytes(200),
            b'{"document":"d",' + b" " * chance.choice((70_000, 1_100_000)) + b'"percentage":1}',
        )
    )


def _framing(chance: random.Random, request: Request) -> None:
    """A body whose length is not what is said, or that comes in chunks."""
    request.is_framed, body = False, request.body or b""
    kind = chance.randrange(5)
    if kind == 0:
        request.headers.append(
            (b"Transfer-Encoding", chance.choice((b"chunked", b"gzip, chunked", b"chunked, chunked")))
        )
        request.body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:9], body[9:]) if part)
        request.body += chance.choice((b"0\r\n\r\n", b""))
    elif kind == 1:
        request.headers.append((b"Transfer-Encoding", b"chunked"))
        request.body = b"".join(chance.choices(_TEXT_CHUNKS, k=3))
    elif kind == 2:
        request.headers.append(
            (b"Content-Length", b"%d" % max(0, len(body) + chance.choice((-5, -1, 1, 10_000))))
        )
    elif kind == 3:
        request.headers += [(b"Content-Length", b"%d" % len(body)), (b"Content-Length", b"3")]
    else:
        request.headers += [(b"Content-Length", b"4"), (b"Transfer-Encoding", b"chunked")]


def _version(chance: random.Random, request: Request) -> None:
    request.version = chance.choice(
        (b"HTTP/1.0", b"HTTP/0.9", b"HTTP/2.0", b"HTTP/9.9", b"HTTP/1.1 ", b"http/1.1", b"X", b"")
    )
    request.is_framed = False


def _fields(request: Request) -> dict[str, Any]:
    try:
        found = json.loads(request.body or b"")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _spoilt(chance: random.Random, data: bytes) -> bytes:
    """Bytes cut off, turned, left out, or something else than HTTP."""
    index = chance.randrange(len(data))
    return chance.choice(
        (
            data[:index],
            data[:index] + chance.randbytes(3) + data[index + 3 :],
            data[:index] + data[index + chance.randrange(1, 40) :],
            data.replace(b"\r\n", chance.choice((b"\n", b"\r", b"\n\n"))),
            data.replace(b": ", b":\r\n "),
            b"\r\n" * chance.choice((1, 200)) + data,
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + chance.randbytes(100),
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            chance.randbytes(chance.choice((1, 500, 9000))),
            b"A" * 70_000,
        )
    )


_CHANGES: Final[tuple[Callable[[random.Random, Request], None], ...]] = (
    *(_method, _slashes, _path, _header, _login, _field, _nested, _number, _text, _framing, _version),
)
_WEIGHTS: Final = (8, 8, 14, 18, 1, 20, 3, 6, 10, 8, 2)
