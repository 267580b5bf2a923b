"""What `search` finds, and how it refuses (hardcover-api.md section 5)."""

import pytest

from bookorbit_desktop.demo.local_hardcover import FaultKind, LocalHardcover, VirtualClock
from tests.integration.hardcover.setting import data, post


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


async def test_search_in_slow_mode(hardcover: LocalHardcover, clock: VirtualClock) -> None:
    hardcover.faults.add(FaultKind.SLOW, operation="Find")
    start = clock.now
    reply, _ = await post(hardcover, 'query Find { search(query: "Copper") { ids } }')
    assert (reply.status, clock.now - start) == (408, 2)


async def test_search_in_pages(hardcover: LocalHardcover) -> None:
    async def found(page: int) -> list[int]:
        query = f'{{ search(query: "the", per_page: 3, page: {page}) {{ ids }} }}'
        return list((await data(hardcover, query))["search"]["ids"])

    first, second = await found(1), await found(2)
    assert (len(first), len(second)) == (3, 3)
    assert not set(first) & set(second)
