"""What does not fit the schema (hardcover-api.md section 3)."""

import json
from typing import Any

import pytest

from bookorbit_desktop.demo.local_hardcover import DEMO_TOKEN, LocalHardcover
from tests.integration.hardcover.setting import post


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("{ books { made_up } }", {}),
        ("{ made_up { id } }", {}),
        ("{ books_by_pk { id } }", {}),
        ("{ search { ids } }", {}),
        ("mutation { update_user_book(id: 1) { id } }", {}),
        ("{ books(where: {title: {_eq: 1}}) { id } }", {}),
        ('{ books(limit: "3") { id } }', {}),
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
