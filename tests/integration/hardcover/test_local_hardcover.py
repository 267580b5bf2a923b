"""The local Hardcover enforces every row of SIMULATOR.md's table, each in a test with the row's name.

The rows "status side effects", "progress units", "edition guard", "merge", "partial updates" and
"activity feed" are in test_local_library.py.
"""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from bookorbit_desktop.demo.local_hardcover import (
    DEMO_TOKEN,
    SUPPORTER,
    FaultKind,
    LocalHardcover,
    Options,
    VirtualClock,
    World,
)
from bookorbit_desktop.demo.local_hardcover.fixtures import book_id, fixture_world
from bookorbit_desktop.demo.local_hardcover.gate import FORBIDDEN_OPERATORS
from tests.integration.hardcover.setting import data, post

ME = "{ me { id } }"
FIVE = "{ " + " ".join(f"a{number}: me {{ id }}" for number in range(5)) + " }"
SIX = "{ " + " ".join(f"a{number}: me {{ id }}" for number in range(6)) + " }"


def rating_change(entry_id: int, count: int = 1) -> str:
    fields = (
        f"m{n}: update_user_book(id: {entry_id}, object: {{rating: {n}}}) {{ error }}"
        for n in range(1, count + 1)
    )
    return f"mutation {{ {' '.join(fields)} }}"


# auth


@pytest.mark.parametrize(
    ("headers", "status", "error"),
    [
        ({}, 400, "invalid_request"),
        ({"Authorization": DEMO_TOKEN}, 401, "invalid_token"),
        ({"Authorization": f"Basic {DEMO_TOKEN}"}, 401, "invalid_token"),
        ({"Authorization": "Bearer hc_pat_unknown"}, 401, "invalid_token"),
    ],
)
async def test_auth(hardcover: LocalHardcover, headers: dict[str, str], status: int, error: str) -> None:
    reply = await hardcover.post(headers, json.dumps({"query": ME}).encode())
    assert (reply.status, json.loads(reply.body)["error"]) == (status, error)
    if status == 401:
        assert 'error="invalid_token"' in reply.headers["www-authenticate"]


async def test_auth_revoked(hardcover: LocalHardcover) -> None:
    hardcover.revoke(DEMO_TOKEN)
    reply, _ = await post(hardcover, ME)
    assert reply.status == 401


@pytest.mark.parametrize(
    ("scopes", "query", "missing"),
    [
        ({"read:catalog"}, ME, "read:me:content"),
        ({"read:me:content"}, "{ books { id } }", "read:catalog:data"),
        ({"read:catalog:data"}, '{ search(query: "x") { ids } }', "read:catalog:search"),
        ({"read:catalog"}, "{ user_books { id } }", "read:library"),
        ({"read:library", "read:me:content"}, rating_change(1), "write:library"),
    ],
)
async def test_auth_scopes(hardcover: LocalHardcover, scopes: set[str], query: str, missing: str) -> None:
    hardcover.add_token("hc_pat_narrow", hardcover.user_id, scopes=frozenset(scopes))
    reply, payload = await post(hardcover, query, token="hc_pat_narrow")
    assert (reply.status, payload["error"], payload["scope"]) == (403, "insufficient_scope", missing)


async def test_auth_all_covers_everything(hardcover: LocalHardcover) -> None:
    hardcover.add_token("eyJlegacy", hardcover.user_id, scopes=frozenset({"all"}))
    reply, _ = await post(hardcover, "{ me { account_privacy_setting_id } }", token="eyJlegacy")
    assert reply.status == 200


async def test_auth_column_hidden_by_scope(hardcover: LocalHardcover) -> None:
    reply, payload = await post(hardcover, "{ me { id account_privacy_setting_id } }")
    [error] = payload["errors"]
    assert (reply.status, error["extensions"]["code"]) == (200, "validation-failed")
    assert error["message"] == "field 'account_privacy_setting_id' not found in type: 'users'"


# operators


@pytest.mark.parametrize("operator", sorted(FORBIDDEN_OPERATORS))
async def test_operators(hardcover: LocalHardcover, operator: str) -> None:
    text, _ = await post(hardcover, f'{{ books(where: {{title: {{{operator}: "%a%"}}}}) {{ id }} }}')
    query = "query($w: books_bool_exp!) { books(where: $w) { id } }"
    variables, _ = await post(hardcover, query, {"w": {"_or": [{"title": {operator: "%a%"}}]}})
    assert (text.status, variables.status) == (403, 403)


async def test_operators_that_are_fine(hardcover: LocalHardcover) -> None:
    where = '{users_count: {_gt: 1, _lte: 900}, id: {_nin: [1]}, canonical_id: {_is_null: true}, slug: {_neq: "x"}}'
    assert await data(hardcover, f"{{ books(where: {where}) {{ id }} }}")


# top-level


@pytest.mark.parametrize(
    "query",
    [
        SIX,
        rating_change(1, count=6),
        '{ search(query: "a") { ids } me { id } }',
        "query { ...F } fragment F on query_root { " + SIX[2:-2] + " }",
    ],
)
async def test_top_level(hardcover: LocalHardcover, query: str) -> None:
    reply, payload = await post(hardcover, query)
    assert reply.status == 403
    assert payload["errors"][0] == "top_level_limit_exceeded"
    assert hardcover.units == 0


async def test_top_level_five_are_allowed(hardcover: LocalHardcover) -> None:
    assert len(await data(hardcover, FIVE)) == 5
    assert hardcover.units == 5


async def test_top_level_double_encoded(clock: VirtualClock) -> None:
    hardcover = LocalHardcover(options=Options(double_encoded_errors=True), clock=clock)
    _, payload = await post(hardcover, SIX)
    assert "top_level_query_limit_exceeded" in json.loads(payload["errors"][0]["message"])["errors"]


async def test_top_level_more_than_the_burst(hardcover: LocalHardcover) -> None:
    jwt_with_small_burst = "eyJsmall"
    tier = SUPPORTER.__class__("Tiny", burst=6)
    hardcover.add_token(jwt_with_small_burst, hardcover.user_id, tier=tier)
    reply, payload = await post(hardcover, FIVE, token=jwt_with_small_burst)
    assert (reply.status, payload["error"]) == (403, "request_exceeds_capacity")


# quota


async def test_quota(hardcover: LocalHardcover, clock: VirtualClock) -> None:
    for _ in range(10):
        await data(hardcover, ME)
    reply, payload = await post(hardcover, ME)
    assert reply.status == 429
    assert reply.headers["retry-after"] == "1"
    assert "Try again in 1 seconds" in payload["message"]
    clock.now += 3
    await data(hardcover, "{ a: me { id } b: me { id } c: me { id } }")
    assert (await post(hardcover, ME))[0].status == 429
    assert (hardcover.units, hardcover.throttled) == (13, 2)


async def test_quota_headers(hardcover: LocalHardcover) -> None:
    reply, _ = await post(hardcover, FIVE)
    assert reply.headers["ratelimit-policy"] == '"Free";q=60;w=60;burst=10, "daily";q=5000;w=86400'
    assert reply.headers["ratelimit"].startswith('"Free";r=5;t=')
    assert '"daily";r=4995;t=' in reply.headers["ratelimit"]
    refused, _ = await post(hardcover, SIX)
    assert "ratelimit" in refused.headers


async def test_quota_of_a_legacy_jwt(hardcover: LocalHardcover) -> None:
    hardcover.add_token("eyJold", hardcover.user_id)
    reply, _ = await post(hardcover, ME, token="eyJold")
    assert '"Free (JWT)";q=60;w=60;burst=5' in reply.headers["ratelimit-policy"]


async def test_quota_of_the_day(hardcover: LocalHardcover, clock: VirtualClock) -> None:
    hardcover.drain_day(1)
    await data(hardcover, ME)
    reply, _ = await post(hardcover, ME)
    seconds = int(reply.headers["retry-after"])
    assert reply.status == 429
    assert (clock.now + seconds) % 86_400 == 0
    clock.now += seconds
    await data(hardcover, ME)


async def test_quota_introspection_is_free(hardcover: LocalHardcover) -> None:
    await data(hardcover, "{ __typename __schema { queryType { name } } }")
    assert hardcover.units == 0


# time


@pytest.mark.parametrize(("query", "seconds"), [(ME, 30), ('{ search(query: "a") { ids } }', 2)])
async def test_time(hardcover: LocalHardcover, clock: VirtualClock, query: str, seconds: float) -> None:
    hardcover.faults.add(FaultKind.SLOW)
    start = clock.now
    reply, payload = await post(hardcover, query)
    assert (reply.status, payload, clock.now - start) == (408, {"error": "Request timeout"}, seconds)


async def test_time_write_then_timeout(hardcover: LocalHardcover) -> None:
    entry = hardcover.world.shelve(hardcover.user_id, book_id(hardcover.world, "bread-for-the-journey-home"))
    hardcover.faults.add(FaultKind.WRITE_THEN_TIMEOUT)
    reply, _ = await post(hardcover, rating_change(entry))
    assert reply.status == 408
    assert hardcover.world.tables["user_books"][entry]["rating"] == 1


# validation


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("{ books { made_up } }", {}),
        ("{ made_up { id } }", {}),
        ("{ books_by_pk { id } }", {}),
        ("query($n: String) { me(where: {username: {_eq: $n}}) { id } }", {"n": "demo"}),
        ("query($s: Int) { books(where: {book_status_id: {_eq: $s}}) { id } }", {"s": 1}),
        ("query($ids: [Int!]!) { books(where: {id: {_in: $ids}}) { id } }", {"ids": ["x"]}),
        ("query($ids: [Int!]!) { books(where: {id: {_in: $ids}}) { id } }", {}),
        (
            "mutation($r: DatesReadInput!) { update_user_book_read(id: 1, object: $r) { id } }",
            {"r": {"started_at": "21.11.2026"}},
        ),
        (
            "mutation($r: DatesReadInput!) { update_user_book_read(id: 1, object: $r) { id } }",
            {"r": {"progress": 0.5}},
        ),
    ],
)
async def test_validation(hardcover: LocalHardcover, query: str, variables: dict[str, Any]) -> None:
    reply, payload = await post(hardcover, query, variables)
    assert reply.status == 200
    assert payload["errors"][0]["extensions"]["code"] == "validation-failed"


@pytest.mark.parametrize("query", ["{ me { id }", "query ($id Int!) { me { id } }", ""])
async def test_validation_syntax(hardcover: LocalHardcover, query: str) -> None:
    reply, payload = await post(hardcover, query)
    assert (reply.status, payload["error"]) == (400, "invalid_query")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"query": 1}', b'{"query": "{ me { id } }", "variables": []}x']
)
async def test_validation_malformed_body(hardcover: LocalHardcover, body: bytes) -> None:
    reply = await hardcover.post({"Authorization": f"Bearer {DEMO_TOKEN}"}, body)
    assert (reply.status, json.loads(reply.body)) == (400, {"error": "Malformed request body"})


# library isolation


async def test_library_isolation(hardcover: LocalHardcover) -> None:
    everybody = await data(hardcover, "{ user_books { user_id } }")
    assert len({row["user_id"] for row in everybody["user_books"]}) == 2
    mine = await data(
        hardcover,
        "query($u: Int!) { user_books(where: {user_id: {_eq: $u}}) { user_id } }",
        {"u": hardcover.user_id},
    )
    assert {row["user_id"] for row in mine["user_books"]} == {hardcover.user_id}


async def test_library_isolation_of_writes(hardcover: LocalHardcover) -> None:
    entries = hardcover.world.tables["user_books"]
    foreign = next(key for key, row in entries.items() if row["user_id"] != hardcover.user_id)
    answer = await data(
        hardcover, f"mutation {{ m1: update_user_book(id: {foreign}, object: {{rating: 5}}) {{ error }} }}"
    )
    assert answer["m1"]["error"]
    assert entries[foreign]["rating"] == 2


# search


async def test_search(hardcover: LocalHardcover) -> None:
    answer = await data(
        hardcover, '{ search(query: "The Copper Atlas Femi Oyelaran") { error ids results } }'
    )
    documents = [hit["document"] for hit in answer["search"]["results"]["hits"]]
    assert [int(document["id"]) for document in documents] == answer["search"]["ids"]
    assert all(isinstance(document["id"], str) for document in documents)
    assert (documents[0]["users_count"], documents[0]["author_names"]) == (0, [])
    assert documents[1]["author_names"] == ["Femi Oyelaran"]


@pytest.mark.parametrize("fields", ["title", "title,isbns,author_names", "a,b,c,d,e,f"])
async def test_search_with_another_number_of_fields(hardcover: LocalHardcover, fields: str) -> None:
    answer = await data(
        hardcover, f'{{ search(query: "Copper", fields: "{fields}") {{ error ids results }} }}'
    )
    assert answer["search"]["error"]
    assert (answer["search"]["ids"], answer["search"]["results"]) == (None, None)


# shapes


async def test_shapes_me_is_a_list(hardcover: LocalHardcover) -> None:
    assert (await data(hardcover, "{ me { username } }"))["me"] == [{"username": "demo"}]


async def test_shapes_nulls_are_present(hardcover: LocalHardcover) -> None:
    where = '{slug: {_eq: "voices-of-the-quarry"}}'
    answer = await data(
        hardcover, f"{{ books(where: {where}) {{ canonical_id default_ebook_edition {{ id }} }} }}"
    )
    assert answer["books"] == [{"canonical_id": None, "default_ebook_edition": None}]


@pytest.mark.parametrize(
    ("as_text", "stored", "seen"), [(False, 4.0, 4), (False, 4.5, 4.5), (True, 4.5, "4.5")]
)
async def test_shapes_ratings(clock: VirtualClock, as_text: bool, stored: float, seen: Any) -> None:
    hardcover = LocalHardcover(World(), options=Options(ratings_as_text=as_text), clock=clock)
    book = hardcover.world.add_book("Rated", ["A"])
    hardcover.world.shelve(hardcover.user_id, book, 3, rating=stored)
    [row] = (await data(hardcover, "{ user_books { rating } }"))["user_books"]
    assert row["rating"] == seen
    assert type(row["rating"]) is type(seen)


async def test_shapes_rows_without_an_order_are_shuffled(hardcover: LocalHardcover) -> None:
    first = await data(hardcover, "{ books { id } }")
    second = await data(hardcover, "{ books { id } }")
    ordered = await data(hardcover, "{ books(order_by: [{id: asc}]) { id } }")
    ids = [row["id"] for row in ordered["books"]]
    assert ids == sorted(ids)
    assert first != second


async def test_shapes_order_limit_and_nulls(hardcover: LocalHardcover) -> None:
    query = """query($b: Int!) { books(where: {id: {_eq: $b}}) {
      top: editions(order_by: [{users_count: desc}], limit: 2) { users_count }
      next: editions(order_by: [{users_count: desc}], limit: 2, offset: 2) { users_count }
    } editions(order_by: [{pages: desc}], limit: 1) { pages } }"""
    answer = await data(hardcover, query, {"b": book_id(hardcover.world, "the-marsh-king")})
    assert [row["users_count"] for row in answer["books"][0]["top"]] == [1000, 999]
    assert [row["users_count"] for row in answer["books"][0]["next"]] == [998, 997]
    assert answer["editions"] == [{"pages": None}]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("{pages: {_neq: 280}}", False),
        ("{_not: {pages: {_eq: 280}}}", False),
        ("{pages: {_nin: [1]}}", False),
        ("{pages: {_is_null: true}}", True),
        ("{_or: [{pages: {_eq: 1}}, {users_count: {_eq: 60}}]}", True),
        ('{book: {title: {_eq: "A Quiet Harbour"}}, reading_format_id: {_eq: 2}}', True),
        ('{language: {code2: {_in: ["de"]}}}', True),
    ],
)
async def test_shapes_null_is_neither_equal_nor_different(
    hardcover: LocalHardcover, where: str, found: bool
) -> None:
    """The audio edition of "A Quiet Harbour" has no pages."""
    query = f'{{ editions(where: {{_and: [{{title: {{_eq: "Ein stiller Hafen"}}}}, {where}]}}) {{ id }} }}'
    assert bool((await data(hardcover, query))["editions"]) is found


async def test_shapes_any_row_of_a_list_matches(hardcover: LocalHardcover) -> None:
    query = '{ books(where: {editions: {language: {code2: {_eq: "tr"}}}}) { slug } }'
    assert (await data(hardcover, query))["books"] == [{"slug": "the-marsh-king"}]


# faults


@pytest.mark.parametrize(
    ("kind", "status", "body"),
    [
        (FaultKind.THROTTLE, 429, b"Too Many Requests"),
        (FaultKind.HTML_ERROR, 500, b"<html>"),
        (FaultKind.UNAVAILABLE, 503, b"Service temporarily unavailable"),
        (FaultKind.REDIRECT, 307, b""),
        (FaultKind.TRUNCATED, 200, b'{"data"'),
    ],
)
async def test_faults(hardcover: LocalHardcover, kind: FaultKind, status: int, body: bytes) -> None:
    hardcover.faults.add(kind)
    reply = await hardcover.post(
        {"Authorization": f"Bearer {DEMO_TOKEN}"}, json.dumps({"query": ME}).encode()
    )
    assert reply.status == status
    assert body in reply.body
    await data(hardcover, ME)


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (FaultKind.RESET, ConnectionResetError),
        (FaultKind.WRITE_THEN_RESET, ConnectionResetError),
        (FaultKind.DNS, ConnectionRefusedError),
        (FaultKind.DRIP, TimeoutError),
    ],
)
async def test_faults_of_the_connection(
    hardcover: LocalHardcover, kind: FaultKind, error: type[OSError]
) -> None:
    hardcover.faults.add(kind)
    with pytest.raises(error):
        await post(hardcover, ME)


async def test_faults_wait_for_their_operation(hardcover: LocalHardcover) -> None:
    hardcover.faults.add(FaultKind.UNAVAILABLE, times=2, operation="Special")
    await data(hardcover, ME)
    assert (await post(hardcover, "query Special { me { id } }"))[0].status == 503
    hardcover.faults.clear()
    await data(hardcover, "query Special { me { id } }")


# over a socket


async def test_over_a_socket() -> None:
    hardcover = LocalHardcover(fixture_world())
    url = await hardcover.start()
    try:
        async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {DEMO_TOKEN}"}) as session:
            async with session.post(url, json={"query": ME}) as response:
                assert response.status == 200
                assert response.headers["RateLimit-Policy"].startswith('"Free"')
                assert (await response.json())["data"]["me"] == [{"id": hardcover.user_id}]
            hardcover.faults.add(FaultKind.RESET)
            with pytest.raises(aiohttp.ClientError):
                await session.post(url, json={"query": ME})
            hardcover.faults.add(FaultKind.DRIP)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.3), session.post(url, json={"query": ME}) as response:
                    await response.read()
    finally:
        await hardcover.stop()


async def test_fixture_world_covers_the_cases_of_matching() -> None:
    world = fixture_world()
    assert 55 <= len(world.tables["books"]) <= 70
    assert len(world.editions_of(book_id(world, "the-marsh-king"))) == 300
    assert len({row["user_id"] for row in world.tables["user_books"].values()}) == 2
    canonical = world.tables["books"][book_id(world, "weavers-daughter-first")]["canonical_id"]
    assert world.tables["books"][canonical]["canonical_id"] == book_id(world, "the-weaver-s-daughter")
