"""A search index in the shape of Hardcover's (hardcover-api.md section 5), with a toy ranking."""

from collections.abc import Mapping
from typing import Any

from bookorbit_desktop.demo.local_hardcover.world import Row, World

DEFAULT_FIELD_COUNT = 5
"""A `fields` list of any other length silently finds nothing."""


def search(world: World, arguments: Mapping[str, Any]) -> Row:
    """The result of the `search` field. `sort`, `weights`, `typos` and `filter_by` are ignored."""
    query = arguments["query"]
    page, per_page = arguments.get("page") or 1, arguments.get("per_page") or 25
    reply = {
        "error": None,
        "ids": None,
        "results": None,
        "query": query,
        "query_type": arguments.get("query_type") or "Book",
        "page": page,
        "per_page": per_page,
    }
    fields = arguments.get("fields")
    if fields is not None and len(fields.split(",")) != DEFAULT_FIELD_COUNT:
        return reply | {
            "error": "Number of weights in `query_by_weights` does not match number of `query_by` fields."
        }
    hits = _ranked(world, query)
    shown = hits[(page - 1) * per_page : page * per_page]
    return reply | {
        "ids": [book["id"] for book in shown],
        "results": {"found": len(hits), "hits": [{"document": _document(world, book)} for book in shown]},
    }


def _ranked(world: World, query: str) -> list[Row]:
    """Books that share at least half of the query's words, most words first, then the most shelved."""
    wanted = _tokens(query)
    scored: list[tuple[int, int, int, Row]] = []
    for book in world.tables["books"].values():
        shared = len(wanted & _tokens(_text_of(world, book)))
        if shared and 2 * shared >= len(wanted) and book["canonical_id"] is None:
            scored.append((-shared - book["search_boost"], -book["users_count"], book["id"], book))
    return [book for *_, book in sorted(scored, key=lambda score: score[:3])]


def _text_of(world: World, book: Row) -> str:
    series = book["cached_featured_series"]
    isbns = [row[column] for row in world.editions_of(book["id"]) for column in ("isbn_10", "isbn_13")]
    names = [person["author"]["name"] for person in book["cached_contributors"]]
    parts = [book["title"], *book["alternative_titles"], *names, *filter(None, isbns)]
    return " ".join([*parts, series["series"]["name"]] if series else parts)


def _document(world: World, book: Row) -> Row:
    """A document of the index, where ids are text and field names differ from the tables'."""
    series = book["cached_featured_series"]
    editions = world.editions_of(book["id"])
    return {
        "id": str(book["id"]),
        "slug": book["slug"],
        "title": book["title"],
        "subtitle": book["subtitle"],
        "author_names": [person["author"]["name"] for person in book["cached_contributors"]],
        "alternative_titles": book["alternative_titles"],
        "isbns": [row[column] for row in editions for column in ("isbn_10", "isbn_13") if row[column]],
        "series_names": [series["series"]["name"]] if series else [],
        "featured_series": series or {},
        "featured_series_position": series["position"] if series else None,
        "pages": book["pages"],
        "compilation": book["compilation"],
        "release_year": book["release_year"],
        "users_count": book["users_count"],
        "image": book["cached_image"],
        "description": book["description"],
        "genres": book["genres"],
    }


def _tokens(text: str) -> set[str]:
    return set("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())
