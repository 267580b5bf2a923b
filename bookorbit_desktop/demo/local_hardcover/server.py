"""The local Hardcover itself: one request in, one reply out, over a socket or in-process."""

import asyncio
import hashlib
import inspect
import json
import math
import re
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import Any, Literal

from aiohttp import web
from graphql import GraphQLError, GraphQLSyntaxError
from PIL import Image, ImageDraw, ImageFont

from bookorbit_desktop.demo.local_hardcover import gate
from bookorbit_desktop.demo.local_hardcover.execution import (
    Session,
    execute,
    fields_used,
    parsed,
    validation_errors,
)
from bookorbit_desktop.demo.local_hardcover.faults import (
    AFTER_EXECUTION,
    LATE_EXECUTION,
    OF_ONE_ALIAS,
    Fault,
    FaultKind,
    Faults,
)
from bookorbit_desktop.demo.local_hardcover.library import Library
from bookorbit_desktop.demo.local_hardcover.limits import Allowance, Tier, tier_of
from bookorbit_desktop.demo.local_hardcover.oauth import OAuth
from bookorbit_desktop.demo.local_hardcover.options import Options
from bookorbit_desktop.demo.local_hardcover.world import JournalRow, World

Deed = Callable[[], object]
"""An action; an awaitable it returns is awaited."""


@dataclass(slots=True)
class _Plan:
    """An action and the requests it waits for."""

    side: Literal["before", "after"]
    operation: str
    skip: int
    """Matching requests to let pass first."""
    times: int
    deed: Deed


class Between:
    """Actions that wait for requests.

    `operation` is the name of an operation ("EntriesForBooks"), a top-level field ("update_user_book_read"),
    "query" or "mutation"; empty for any. `nth` is the first matching request that counts, and `times` how
    many do. Requests refused at the gate (token, limits, scopes) do not count.
    """

    def __init__(self) -> None:
        self._plans: list[_Plan] = []

    def before(self, operation: str = "", *, do: Deed, nth: int = 1, times: int = 1) -> None:
        """Run an action when a matching request arrives, before it is carried out."""
        self._plans.append(_Plan("before", operation, nth - 1, times, do))

    def after(self, operation: str = "", *, do: Deed, nth: int = 1, times: int = 1) -> None:
        """Run an action after a matching request, whatever its result, before the client gets the reply."""
        self._plans.append(_Plan("after", operation, nth - 1, times, do))

    def clear(self) -> None:
        """Drop the pending actions."""
        self._plans.clear()

    async def reach(self, side: Literal["before", "after"], names: Collection[str]) -> None:
        """Run the actions that wait for this side of a request with these names."""
        for plan in [plan for plan in self._plans if plan.side == side]:
            if plan.operation and plan.operation not in names:
                continue
            if plan.skip:
                plan.skip -= 1
                continue
            plan.times -= 1
            if plan.times <= 0 and plan in self._plans:
                self._plans.remove(plan)
            done = plan.deed()
            if inspect.isawaitable(done):
                await done


SIZE = (200, 300)


def draw_cover(title: str) -> bytes:
    """A plain cover as a JPEG file, in a colour derived from the title."""
    digest = hashlib.md5(title.encode(), usedforsecurity=False).digest()
    colour = tuple(60 + value // 3 for value in digest[:3])
    image = Image.new("RGB", SIZE, colour)
    draw = ImageDraw.Draw(image)
    draw.rectangle((12, 12, SIZE[0] - 13, SIZE[1] - 13), outline="#ffffff", width=2)
    draw.multiline_text(
        (28, 40), title[:60].replace(" ", "\n"), fill="#ffffff", font=ImageFont.load_default(20)
    )
    output = BytesIO()
    image.save(output, "JPEG", quality=80)
    return output.getvalue()


PATH = "/v1/graphql"
_UNTIL_MADE = 3
"""Turns of the loop from accepting a connection until a server knows it."""
_STOP_WITHIN = 1.0
"""Seconds for answers that are still on their way when it is stopped."""
DEMO_TOKEN = "hc_pat_demo_on_this_computer_only"
"""The token of the world's first person."""

QUERY_TIME, SEARCH_TIME = 30.0, 2.0
"""Seconds after which a request is answered with 408 (hardcover-api.md section 2)."""

TIMEOUT_BODY = {"error": "Request timeout"}
ERROR_PAGE = (
    b"<!DOCTYPE html><html><head><title>500</title></head><body><h1>Something broke</h1></body></html>"
)


@dataclass(frozen=True, slots=True)
class LocalReply:
    """An HTTP reply; header names are lower-case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request that was answered."""

    operation: str
    units: int
    """The units charged."""
    status: int
    at: float


@dataclass(slots=True)
class _Key:
    """What a token may do."""

    user_id: int
    scopes: frozenset[str]
    allowance: Allowance
    ends_at: float = math.inf
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class _Call:
    """A request that passed the gate."""

    query: str
    variables: Mapping[str, Any]
    operation: gate.Operation


class LocalHardcover:
    """A Hardcover on this computer, with its rules and limits (local-hardcover.md).

    `clock` is Unix seconds. The world's first person has DEMO_TOKEN; an empty world gets one called "demo".
    """

    def __init__(
        self,
        world: World | None = None,
        *,
        options: Options | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.world = world or World()
        self.options = options or Options()
        self.faults = Faults()
        self.between = Between()
        self.while_late: Callable[[], AbstractContextManager[None]] = nullcontext
        """Entered around each request that is carried out late."""
        self.requests: list[Exchange] = []
        self._clock = clock
        self._sleep = sleep
        self._keys: dict[str, _Key] = {}
        self._late: list[tuple[_Key, _Call]] = []
        self._runner: web.AppRunner | None = None
        people = self.world.tables["users"]
        self.user_id: int = next(iter(people)) if people else self.world.add_user("demo")
        self.add_token(DEMO_TOKEN, self.user_id)
        self._shared: dict[int, Allowance] = {}
        """Of the people who signed in: a person has one for all apps."""
        self.oauth = OAuth(self.user_id, clock, self.faults, self._grant, self.revoke)

    @property
    def units(self) -> int:
        """Units charged so far, to all tokens."""
        return sum(exchange.units for exchange in self.requests)

    @property
    def throttled(self) -> int:
        """The number of 429 replies so far."""
        return sum(exchange.status == HTTPStatus.TOO_MANY_REQUESTS for exchange in self.requests)

    @property
    def journal(self) -> list[JournalRow]:
        """The activity feed: one row for each effective change."""
        return self.world.journal

    def add_token(
        self,
        token: str,
        user_id: int,
        *,
        scopes: frozenset[str] = gate.SYNC_SCOPES,
        tier: Tier | None = None,
    ) -> None:
        """Let a token act for a person."""
        allowance = Allowance(tier_of(token, tier or self.options.tier), self._clock())
        self._keys[token] = _Key(user_id, scopes, allowance)

    def _grant(self, token: str, user_id: int, scopes: frozenset[str], ends_at: float) -> None:
        allowance = self._shared.setdefault(user_id, Allowance(self.options.tier, self._clock()))
        self._keys[token] = _Key(user_id, scopes, allowance, ends_at)

    def revoke(self, token: str) -> None:
        """Make a token invalid from now on."""
        self._keys[token].revoked = True

    def spend(self, units: int, token: str = DEMO_TOKEN) -> None:
        """Spend units as another tool with the same token."""
        self._keys[token].allowance.spend(units, self._clock())

    def drain_day(self, left: int, token: str = DEMO_TOKEN) -> None:
        """Leave this many units of the day."""
        self._keys[token].allowance.drain_day(left)

    def library(self, user_id: int | None = None) -> Library:
        """A person's shelf as changed on the website, with all side effects; the first person's if None."""
        return Library(self.world, user_id or self.user_id, self._clock(), self.options)

    def carry_out_late(self) -> None:
        """Carry out, in order, the requests that were answered by a timeout or reset and postponed."""
        for late in list(self._late):
            self._carry_out(late)

    def _carry_out(self, late: tuple[_Key, _Call]) -> None:
        if late in self._late:
            self._late.remove(late)
            with self.while_late():
                self._execute(*late)

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Listen, and return the address for clients."""
        self._runner = web.AppRunner(self.app(), shutdown_timeout=_STOP_WITHIN)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        bound_port = self._runner.addresses[0][1]
        self.oauth.issuer = f"http://{host}:{bound_port}"
        self.world.show_pictures_at(f"{self.oauth.issuer}/pictures")
        return f"http://{host}:{bound_port}{PATH}"

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            server, runner, self._runner = self._runner.server, self._runner, None
            await runner.cleanup()
            # A connection that was accepted at the last moment is made only now, and nobody else would close it.
            for _ in range(_UNTIL_MADE):
                await asyncio.sleep(0)
            if server is not None:
                await server.shutdown(0)

    async def close(self) -> None:
        """Does nothing: a client that posts without a socket has nothing to close."""

    def app(self) -> web.Application:
        """The same over HTTP."""
        app = web.Application()
        app.router.add_post(PATH, self._handle)
        self.oauth.add_to(app)
        app.router.add_get(r"/pictures/{table:books|editions|users}/{id:\d+}", self._handle_picture)
        return app

    async def _handle_picture(self, request: web.Request) -> web.Response:
        row = self.world.tables[request.match_info["table"]].get(int(request.match_info["id"]))
        if row is None:
            raise web.HTTPNotFound
        return web.Response(body=draw_cover(row.get("title") or row["name"]), content_type="image/jpeg")

    async def post(self, headers: Mapping[str, str], body: bytes) -> LocalReply:
        """Answer one request, without a socket.

        Raises ConnectionRefusedError, ConnectionResetError or TimeoutError for faults that look like one.
        """
        names = {name.lower(): value for name, value in headers.items()}
        token = gate.bearer_token(names.get("authorization"))
        if isinstance(token, gate.Refusal):
            return self._refuse(token)
        key = self._keys.get(token)
        if key is None or key.revoked:
            return self._refuse(gate.invalid_token())
        if self._clock() >= key.ends_at:
            return self._refuse(gate.invalid_token("The access token expired"))
        call = self._admit(key, body)
        if isinstance(call, gate.Refusal):
            return self._refuse(call, key)
        await self.between.reach("before", call.operation.names)
        try:
            reply = await self._answer(key, call)
        except OSError:
            await self.between.reach("after", call.operation.names)
            raise
        await self.between.reach("after", call.operation.names)
        return reply

    def _admit(self, key: _Key, body: bytes) -> _Call | gate.Refusal:
        """Refuse a request before it is charged."""
        request = _json_object(body)
        query = request.get("query") if request else None
        variables = (request.get("variables") if request else None) or {}
        if request is None or not isinstance(query, str) or not isinstance(variables, dict):
            return gate.Refusal(400, {"error": "Malformed request body"})
        try:
            operation = gate.operation_of(parsed(query), request.get("operationName"))
        except GraphQLSyntaxError as error:
            return gate.Refusal(400, {"error": "invalid_query", "error_description": error.message})
        if operation is None:
            return gate.Refusal(400, {"error": "invalid_query", "error_description": "Which operation?"})
        return (
            gate.refuse_operators(query, variables)
            or gate.refuse_fields(operation, self.options, key.allowance.tier.burst)
            or gate.refuse_scopes(operation, key.scopes)
            or _Call(query, variables, operation)
        )

    async def _answer(self, key: _Key, call: _Call) -> LocalReply:
        operation = call.operation
        fault = self.faults.next(operation.names)
        if fault and fault.kind not in AFTER_EXECUTION | LATE_EXECUTION | OF_ONE_ALIAS:
            return await self._fail(fault, key, operation)
        wait = key.allowance.spend(operation.units, self._clock())
        if wait > 0:
            return self._throttle(key, wait, operation.name)
        if fault and fault.kind in LATE_EXECUTION:
            return self._postpone(fault, key, call)
        if fault and fault.kind in AFTER_EXECUTION:
            return self._spoil(fault, key, operation, self._execute(key, call))
        return self._reply(200, self._execute(key, call, fault), key, operation)

    async def _fail(self, fault: Fault, key: _Key, operation: gate.Operation) -> LocalReply:
        """Fail instead of executing."""
        match fault.kind:
            case FaultKind.THROTTLE:
                return self._throttle(key, fault.seconds, operation.name)
            case FaultKind.HTML_ERROR:
                return self._record(
                    LocalReply(500, {"content-type": "text/html"}, ERROR_PAGE), operation.name
                )
            case FaultKind.UNAVAILABLE:
                return self._refuse(gate.Refusal(503, {"error": "Service temporarily unavailable"}), key)
            case FaultKind.REDIRECT:
                target = {"location": "https://elsewhere.invalid/v1/graphql"}
                return self._record(LocalReply(307, target, b""), operation.name)
            case FaultKind.SLOW:
                is_search = any(field.name.value == "search" for field in operation.fields)
                await self._sleep(SEARCH_TIME if is_search else QUERY_TIME)
                return self._refuse(gate.Refusal(408, TIMEOUT_BODY), key)
            case FaultKind.DNS:
                raise ConnectionRefusedError("name or service not known")
        raise ConnectionResetError("connection reset by peer")

    def _postpone(self, fault: Fault, key: _Key, call: _Call) -> LocalReply:
        """Postpone a request, whose client is told that it was given up."""
        late = (key, call)
        self._late.append(late)
        if fault.requests is not None:
            # The first that is answered from here on is this one itself.
            self.between.after(nth=fault.requests + 1, do=lambda: self._carry_out(late))
        reply = self._reply(408, TIMEOUT_BODY, key, call.operation)
        if fault.kind is FaultKind.RESET_THEN_WRITE:
            raise ConnectionResetError("connection reset by peer")
        return reply

    def _spoil(
        self, fault: Fault, key: _Key, operation: gate.Operation, payload: Mapping[str, Any]
    ) -> LocalReply:
        """Fail after executing."""
        match fault.kind:
            case FaultKind.TRUNCATED:
                whole = self._reply(200, payload, key, operation)
                return LocalReply(200, whole.headers, whole.body[: len(whole.body) // 2])
            case FaultKind.WRITE_THEN_TIMEOUT:
                return self._reply(408, TIMEOUT_BODY, key, operation)
            case FaultKind.WRITE_THEN_ERROR:
                return self._reply(500, {"error": "An unknown error occurred"}, key, operation)
        self._reply(200, payload, key, operation)
        if fault.kind is FaultKind.DRIP:
            raise TimeoutError("the answer came too slowly")
        raise ConnectionResetError("connection reset by peer")

    def _execute(self, key: _Key, call: _Call, fault: Fault | None = None) -> dict[str, Any]:
        invalid = self._invalid(key, call)
        if invalid:
            return {"errors": invalid}
        library = self.library(key.user_id)
        session = Session(self.world, key.user_id, library, self.options.ratings_as_text, fault)
        result = execute(call.query, call.variables, call.operation.name or None, session)
        if not result.errors:
            return {"data": result.data}
        for error in result.errors:
            if error.original_error is not None and not isinstance(error.original_error, GraphQLError):
                raise error.original_error
        return self._with_errors(result.data, result.errors, call.operation)

    def _invalid(self, key: _Key, call: _Call) -> list[dict[str, Any]]:
        """The validation errors in Hasura's words, including columns that this token may not see."""
        problems = [_hasura_text(error.message) for error in validation_errors(call.query)]
        if not problems:
            problems = [
                _unknown_field(field, kind)
                for kind, field in sorted(fields_used(call.query) & set(self.options.hidden_columns))
                if not gate.covers(key.scopes, self.options.hidden_columns[kind, field])
            ]
        most = self.options.max_depth
        if not problems and most is not None and call.operation.depth > most:
            problems = [f"query exceeds the maximum depth of {most}"]
        return [_error(message, "validation-failed") for message in problems[:1]]

    def _with_errors(
        self, data: dict[str, Any] | None, errors: list[GraphQLError], operation: gate.Operation
    ) -> dict[str, Any]:
        """Errors from execution; an option sets how much of the reply they replace."""
        listed = [_error(error.message, "validation-failed", error) for error in errors]
        if data is None or self.options.action_errors == "all":
            return {"data": None, "errors": [{**error, "path": None} for error in listed[:1]]}
        if self.options.action_errors == "rest":
            failed = {str(error.path[0]) for error in errors if error.path}
            names = [field.alias.value if field.alias else field.name.value for field in operation.fields]
            first = min(names.index(name) for name in failed)
            data = {name: data[name] if names.index(name) < first else None for name in names}
        return {"data": data, "errors": listed}

    def _throttle(self, key: _Key, seconds: float, operation: str) -> LocalReply:
        whole = int(-(-seconds // 1))
        tier = key.allowance.tier.name
        text = f"API rate limit exceeded for tier '{tier}'. Try again in {whole} seconds."
        body = {"error": "Too Many Requests", "message": text}
        return self._refuse(gate.Refusal(429, body, (("retry-after", str(whole)),)), key, operation)

    def _refuse(self, refusal: gate.Refusal, key: _Key | None = None, operation: str = "") -> LocalReply:
        headers = dict(refusal.headers) | self._headers(key)
        return self._record(LocalReply(refusal.status, headers, _encode(refusal.body)), operation)

    def _reply(
        self, status: int, payload: Mapping[str, Any], key: _Key, operation: gate.Operation
    ) -> LocalReply:
        reply = LocalReply(status, self._headers(key), _encode(payload))
        return self._record(reply, operation.name, operation.units)

    def _headers(self, key: _Key | None) -> dict[str, str]:
        limits = key.allowance.headers(self._clock()) if key else {}
        return {"content-type": "application/json; charset=utf-8", **limits}

    def _record(self, reply: LocalReply, operation: str, units: int = 0) -> LocalReply:
        self.requests.append(Exchange(operation, units, reply.status, self._clock()))
        return reply

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        try:
            reply = await self.post(request.headers, await request.read())
        except TimeoutError:
            return await self._drip(request)
        except (ConnectionResetError, ConnectionRefusedError):
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        return web.Response(status=reply.status, headers=reply.headers, body=reply.body)

    async def _drip(self, request: web.Request) -> web.StreamResponse:
        """Send one byte at a time, until the client gives up."""
        response = web.StreamResponse(headers={"content-type": "application/json"})
        await response.prepare(request)
        while request.transport is not None and not request.transport.is_closing():
            await response.write(b" ")
            await asyncio.sleep(0.02)
        return response


def _error(message: str, code: str, error: GraphQLError | None = None) -> dict[str, Any]:
    extensions = {"path": "$", "code": code, **((error.extensions or {}) if error else {})}
    listed: dict[str, Any] = {"message": message, "extensions": extensions}
    return listed | {"path": error.path} if error and error.path else listed


def _unknown_field(field: str, kind: str) -> str:
    return f"field '{field}' not found in type: '{kind}'"


def _hasura_text(message: str) -> str:
    found = re.match(r"Cannot query field '(\w+)' on type '(\w+)'", message)
    return _unknown_field(found[1], found[2]) if found else message


def _json_object(body: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(body)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _encode(payload: Mapping[str, Any]) -> bytes:
    return json.dumps(payload).encode()
