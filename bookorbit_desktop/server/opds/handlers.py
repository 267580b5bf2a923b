"""The catalogue's requests: parse, ask for a feed, reply. Nothing here blocks the server's loop."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from bookorbit_desktop.domain.base.errors import NotFound
from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.koreader.feeds import Grouping
from bookorbit_desktop.domain.library.collection import CollectionKind
from bookorbit_desktop.domain.library.download_names import plain_line
from bookorbit_desktop.server.auth import NO_LOGIN, BasicGuard
from bookorbit_desktop.server.opds import addresses, atom, json_feed, media
from bookorbit_desktop.server.opds.addresses import BASE, BASE_2
from bookorbit_desktop.server.opds.catalogue import COLLECTION_PATHS, GROUPING_PATHS, Catalogue
from bookorbit_desktop.server.opds.model import Feed, ShownBook
from bookorbit_desktop.server.opds.replies import document_reply, file_reply
from bookorbit_desktop.server.replies import Refused
from bookorbit_desktop.services.koreader.account import KoreaderLogin
from bookorbit_desktop.services.koreader.login_attempts import LoginAttempts, WrongLogins
from bookorbit_desktop.services.opds.opds_catalogue import OpdsCatalogue

__all__ = ["NO_LOGIN", "SWITCHED_OFF", "OpdsGuard"]

SWITCHED_OFF = "The catalogue is off. Turn it on in BookOrbit, on the KOReader page."


class OpdsGuard:
    """Checks a request's name and passphrase, and whether the catalogue is turned on."""

    def __init__(
        self,
        koreader_login: KoreaderLogin,
        opds_catalogue: OpdsCatalogue,
        logins: LoginAttempts,
        wrong: WrongLogins,
    ) -> None:
        """`wrong` counts failed logins and is shared with all other entry points."""
        self._login = BasicGuard(koreader_login, logins, wrong)
        self._opds_catalogue = opds_catalogue

    async def require_login(self, request: web.Request) -> None:
        """Let a request through.

        Raises Refused: 401 without a valid login; 503 while turned off, or if too many log in.
        """
        await self._login.require_login(request)
        if not self._opds_catalogue.is_offered:
            raise Refused(503, SWITCHED_OFF)


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
MakeFeed = Callable[[web.Request], Feed]
_ID = "[0-9]{1,15}"


def opds_routes(
    koreader_login: KoreaderLogin, opds_catalogue: OpdsCatalogue, logins: LoginAttempts, wrong: WrongLogins
) -> list[web.RouteDef]:
    """Every address of the catalogue, with and without a trailing slash: a redirect would lose the login."""
    handlers = OpdsHandlers(OpdsGuard(koreader_login, opds_catalogue, logins, wrong), opds_catalogue)
    return [web.get(f"{path}{slash}", handler) for path, handler in handlers.routes() for slash in ("", "/")]


class OpdsHandlers:
    """One handler for each kind of address."""

    def __init__(self, guard: OpdsGuard, opds_catalogue: OpdsCatalogue) -> None:
        self._guard = guard
        self._opds_catalogue = opds_catalogue
        self._catalogue = Catalogue(opds_catalogue)
        self._one_cover = asyncio.Lock()

    def routes(self) -> list[tuple[str, Handler]]:
        """The paths and their handlers."""
        pages = [(path, make) for path, make in self._pages() if path]
        return [
            (BASE_2, self._feed(lambda _: self._catalogue.root(), _as_json)),
            (BASE, self._feed(lambda _: self._catalogue.root(), _as_atom)),
            *((f"{BASE_2}/{path}", self._feed(make, _as_json)) for path, make in pages),
            *((f"{BASE}/{path}", self._feed(make, _as_atom)) for path, make in pages),
            (f"{BASE_2}/books/{{id:{_ID}}}", self._book(json_feed.publication_document, media.PUBLICATION_2)),
            (f"{BASE}/books/{{id:{_ID}}}", self._book(atom.entry_document, media.ENTRY)),
            (addresses.AUTHENTICATION, self._authentication),
            (f"{BASE}/opensearch.xml", self._admitted(self._search_description)),
            (f"{BASE}/books/{{id:{_ID}}}/cover.jpg", self._admitted(self._cover)),
            (f"{BASE}/books/{{id:{_ID}}}/thumbnail.jpg", self._admitted(self._thumbnail)),
            (f"{BASE}/files/{{id:{_ID}}}/{{name:[^/]*}}", self._admitted(self._file)),
        ]

    def _pages(self) -> list[tuple[str, MakeFeed]]:
        make = self._catalogue
        pages: list[tuple[str, MakeFeed]] = [
            ("all", lambda r: make.all(_field(r, "sort"), _field(r, "after"))),
            ("new", lambda r: make.new(_field(r, "after"))),
            ("sync", lambda r: make.sync(_field(r, "after"))),
            ("reading", lambda r: make.reading(_field(r, "after"))),
            ("statuses", lambda _: make.statuses()),
            ("statuses/{status}", lambda r: make.status(r.match_info["status"], _field(r, "after"))),
            ("search", lambda r: make.search(_field(r, "q") or _field(r, "query"), _field(r, "after"))),
        ]
        for path, grouping in GROUPING_PATHS.items():
            pages += [(path, self._values(grouping)), (f"{path}/{{id:{_ID}}}", self._value(grouping))]
        for path, namespace in COLLECTION_PATHS.items():
            pages += [
                (path, self._collections(namespace)),
                (f"{path}/{{id:{_ID}}}", self._collection(namespace)),
            ]
        return pages

    def _values(self, grouping: Grouping) -> MakeFeed:
        return lambda r: self._catalogue.values(grouping, _field(r, "begins")[:1], _field(r, "after"))

    def _value(self, grouping: Grouping) -> MakeFeed:
        return lambda r: self._catalogue.value(grouping, _id(r), _field(r, "sort"), _field(r, "after"))

    def _collections(self, namespace: CollectionKind) -> MakeFeed:
        return lambda r: self._catalogue.collections(namespace, _field(r, "after"))

    def _collection(self, namespace: CollectionKind) -> MakeFeed:
        return lambda r: self._catalogue.collection(namespace, _id(r), _field(r, "sort"), _field(r, "after"))

    def _feed(self, make: MakeFeed, write: Callable[[web.Request, Feed], web.Response]) -> Handler:
        return self._admitted(lambda request: asyncio.to_thread(lambda: write(request, make(request))))

    def _book(self, write: Callable[[ShownBook], bytes], kind: str) -> Handler:
        def answer(request: web.Request) -> web.Response:
            return document_reply(write(self._catalogue.book(BookId(_id(request)))), kind)

        return self._admitted(lambda request: asyncio.to_thread(answer, request))

    def _admitted(self, answer: Handler) -> Handler:
        """A handler behind the login check. NotFound becomes a 404 with the reason."""

        async def handle(request: web.Request) -> web.StreamResponse:
            try:
                await self._guard.require_login(request)
                return await answer(request)
            except Refused as refusal:
                return _refusal(request, refusal)
            except NotFound as error:
                return Refused(404, str(error)).reply()

        return handle

    async def _search_description(self, request: web.Request) -> web.Response:
        return document_reply(atom.search_description(_origin(request)), media.OPENSEARCH)

    async def _authentication(self, request: web.Request) -> web.Response:
        body = json_feed.authentication_document(_origin(request), NO_LOGIN)
        return document_reply(body, media.AUTHENTICATION)

    async def _cover(self, request: web.Request) -> web.Response:
        """Load one cover at a time: threads waiting for covers would be missing where devices log in."""
        async with self._one_cover:
            picture = await asyncio.to_thread(self._opds_catalogue.screen_cover, BookId(_id(request)))
        return document_reply(picture, media.JPEG)

    async def _thumbnail(self, request: web.Request) -> web.StreamResponse:
        path = await asyncio.to_thread(self._opds_catalogue.cover, BookId(_id(request)))
        return file_reply(str(path), media.JPEG)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """Send a download, after its document is stored."""
        if request.method == "HEAD":
            download = await asyncio.to_thread(self._opds_catalogue.look_up, _id(request))
        else:
            download = await asyncio.to_thread(
                self._opds_catalogue.hand_out,
                _id(request),
                request.match_info["name"],
                to_xteink=_is_xteink(request),
            )
        kind = media.BOOKS[download.file.format]
        return file_reply(str(download.path), kind, download.name, download.stamp)


def _as_atom(request: web.Request, feed: Feed) -> web.Response:
    is_koreader = "koreader" in _agent(request)
    kind = media.ACQUISITION if feed.has_books else media.NAVIGATION
    return document_reply(
        atom.feed_document(feed, template=is_koreader or _is_xteink(request), description=not is_koreader),
        kind,
    )


def _as_json(_request: web.Request, feed: Feed) -> web.Response:
    return document_reply(json_feed.feed_document(feed), media.FEED_2)


def _refusal(request: web.Request, refusal: Refused) -> web.Response:
    """For a reader that has words of its own for a missing login, how to log in; KOReader shows the text."""
    reply = refusal.reply()
    if refusal.status == 401 and "koreader" not in _agent(request):
        reply.body = json_feed.authentication_document(_origin(request), refusal.message)
        reply.headers["Content-Type"] = media.AUTHENTICATION
    return reply


def _origin(request: web.Request) -> str:
    return f"{request.scheme}://{plain_line(request.host)}"


def _is_xteink(request: web.Request) -> bool:
    return "esp32" in _agent(request)


def _agent(request: web.Request) -> str:
    return request.headers.get("User-Agent", "").casefold()


def _field(request: web.Request, name: str) -> str:
    """A query field as text, whatever its bytes are."""
    return request.query.get(name, "").encode("utf-8", "replace").decode("utf-8")


def _id(request: web.Request) -> int:
    return int(request.match_info["id"])
