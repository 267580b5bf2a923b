"""Pattern matching is refused, in the text and in variables (hardcover-api.md section 2)."""

import pytest

from bookorbit_desktop.demo.local_hardcover import LocalHardcover
from bookorbit_desktop.demo.local_hardcover.gate import FORBIDDEN_OPERATORS
from tests.integration.hardcover.setting import data, post


@pytest.mark.parametrize("operator", sorted(FORBIDDEN_OPERATORS))
async def test_operators(hardcover: LocalHardcover, operator: str) -> None:
    text, _ = await post(hardcover, f'{{ books(where: {{title: {{{operator}: "%a%"}}}}) {{ id }} }}')
    query = "query($w: books_bool_exp!) { books(where: $w) { id } }"
    variables, _ = await post(hardcover, query, {"w": {"_or": [{"title": {operator: "%a%"}}]}})
    assert (text.status, variables.status) == (403, 403)


async def test_operators_that_are_fine(hardcover: LocalHardcover) -> None:
    where = '{users_count: {_gt: 1, _lte: 900}, id: {_nin: [1]}, canonical_id: {_is_null: true}, slug: {_neq: "x"}}'
    assert await data(hardcover, f"{{ books(where: {where}) {{ id }} }}")
