"""Who asks: header, token, scopes, hidden columns (hardcover-api.md sections 1 and 3)."""

import json

import pytest

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN, LocalHardcover
from tests.integration.hardcover.setting import post
from tests.integration.hardcover.simulator.texts import ME, rating_change


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
