"""The GraphQL documents. Queries go 3 levels deep at most; writes have a shallow variant (hardcover-api.md
section 2).

Selections are spelt out instead of being fragments, so that any field can be left out of a document.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from bookorbit_desktop.domain.hardcover.catalogue import MOST_READS

BOOK = """
    id slug title subtitle canonical_id book_category_id compilation pages release_year users_count
    alternative_titles cached_contributors cached_featured_series cached_image
"""
EDITION = """
    id book_id canonical_id title pages reading_format_id edition_format language_id
    isbn_10 isbn_13 users_count release_date cached_image
"""
READ = "id edition_id started_at finished_at progress progress_pages"
ENTRY = """
    id book_id edition_id status_id rating privacy_setting_id date_added
    has_review private_notes owned read_count created_at updated_at
"""
READS = f"user_book_reads(order_by: [{{id: desc}}], limit: {MOST_READS}) {{ {READ} }}"

ME = "query Me { me { id username } }"
PICTURE = "query Picture { me { image { url } } }"
# Of an entry that cannot exist: answered with an error of its own, or refused for want of the permission.
WRITE_PROBE = "mutation WriteProbe { update_user_book(id: 0, object: {}) { id error } }"
LANGUAGES = "query Languages { languages(order_by: [{id: asc}]) { id code2 } }"
PLATFORMS = "query Platforms { platforms(order_by: [{id: asc}]) { id name } }"

EDITIONS_BY_ISBNS = f"""
query EditionsByIsbns($isbns: [String!]!, $limit: Int!, $offset: Int!) {{
  editions(
    where: {{_or: [{{isbn_13: {{_in: $isbns}}}}, {{isbn_10: {{_in: $isbns}}}}]}}
    order_by: [{{id: asc}}]
    limit: $limit
    offset: $offset
  ) {{ {EDITION} book {{ {BOOK} }} }}
}}"""

EDITIONS_BY_IDS = f"""
query EditionsByIds($ids: [Int!]!) {{
  editions(where: {{id: {{_in: $ids}}}}, order_by: [{{id: asc}}]) {{ {EDITION} book {{ {BOOK} }} }}
}}"""

BOOKS_BY_IDS = f"""
query BooksByIds($ids: [Int!]!) {{
  books(where: {{id: {{_in: $ids}}}}, order_by: [{{id: asc}}]) {{ {BOOK} }}
}}"""

# Apart from the book: a description may be long, and nobody else needs it.
DESCRIPTIONS = """
query Descriptions($ids: [Int!]!) {
  books(where: {id: {_in: $ids}}, order_by: [{id: asc}]) { id description }
}"""

BOOKS_BY_SLUGS = f"""
query BooksBySlugs($slugs: [String!]!) {{
  books(where: {{slug: {{_in: $slugs}}}}, order_by: [{{id: asc}}]) {{ {BOOK} }}
}}"""

# The limit is per book: an unordered or unlimited list of a classic has hundreds of rows (hardcover-api.md section 5).
TEXT_EDITIONS = f"""
query TextEditions($ids: [Int!]!) {{
  books(where: {{id: {{_in: $ids}}}}, order_by: [{{id: asc}}]) {{
    {BOOK}
    editions(
      where: {{reading_format_id: {{_neq: 2}}, canonical_id: {{_is_null: true}}}}
      order_by: [{{users_count: desc}}, {{id: asc}}]
      limit: 40
    ) {{ {EDITION} }}
  }}
}}"""

TEXT_EDITIONS_IN_LANGUAGE = f"""
query TextEditionsInLanguage($ids: [Int!]!, $languages: [Int!]!) {{
  books(where: {{id: {{_in: $ids}}}}, order_by: [{{id: asc}}]) {{
    {BOOK}
    editions(
      where: {{
        reading_format_id: {{_neq: 2}}, canonical_id: {{_is_null: true}}, language_id: {{_in: $languages}}
      }}
      order_by: [{{users_count: desc}}, {{id: asc}}]
      limit: 20
    ) {{ {EDITION} }}
  }}
}}"""

# Alone in its request, and never with fields, weights or typos: they silence it (hardcover-api.md section 5).
SEARCH = """
query SearchBooks($query: String!, $limit: Int!) {
  search(query: $query, query_type: "Book", per_page: $limit, page: 1) { error ids results }
}"""

BOOKS_BY_EXTERNAL_IDS = f"""
query BooksByExternalIds($platform: Int!, $ids: [String!]!) {{
  book_mappings(
    where: {{platform_id: {{_eq: $platform}}, external_id: {{_in: $ids}}}}
    order_by: [{{id: asc}}]
  ) {{ external_id book {{ {BOOK} }} }}
}}"""

AUTHORS_BY_NAMES = """
query AuthorsByNames($names: [String!]!, $limit: Int!) {
  authors(where: {name: {_in: $names}}, order_by: [{id: asc}], limit: $limit) {
    id name alias_id canonical_id alternate_names
  }
}"""

# Without the filter on user_id, other people's rows come back (hardcover-api.md section 6, row 1).
ENTRIES_FOR_BOOKS = f"""
query EntriesForBooks($user: Int!, $books: [Int!]!) {{
  user_books(where: {{user_id: {{_eq: $user}}, book_id: {{_in: $books}}}}, order_by: [{{id: asc}}]) {{
    {ENTRY} {READS}
  }}
}}"""

ENTRIES_BY_IDS = f"""
query EntriesByIds($user: Int!, $ids: [Int!]!) {{
  user_books(where: {{user_id: {{_eq: $user}}, id: {{_in: $ids}}}}, order_by: [{{id: asc}}]) {{
    {ENTRY} {READS}
  }}
}}"""

SHELF_PAGE = f"""
query ShelfPage($user: Int!, $limit: Int!, $after: Int!) {{
  user_books(
    where: {{user_id: {{_eq: $user}}, id: {{_gt: $after}}}}
    order_by: [{{id: asc}}]
    limit: $limit
  ) {{
    {ENTRY} {READS}
    book {{
      id slug title subtitle canonical_id book_category_id compilation alternative_titles cached_contributors
      cached_featured_series users_count
    }}
  }}
}}"""

QUOTE = "id book_id event entry action_at metadata privacy_setting_id"
QUOTES_OF_BOOKS = f"""
query QuotesOfBooks($user: Int!, $books: [Int!]!, $after: bigint!, $limit: Int!) {{
  reading_journals(
    where: {{
      user_id: {{_eq: $user}}, book_id: {{_in: $books}}, event: {{_in: ["quote", "note"]}}, id: {{_gt: $after}}
    }}
    order_by: [{{id: asc}}]
    limit: $limit
  ) {{ {QUOTE} }}
}}"""

QUOTES = f"""
query Quotes($user: Int!, $after: bigint!, $limit: Int!) {{
  reading_journals(
    where: {{user_id: {{_eq: $user}}, event: {{_in: ["quote", "note"]}}, id: {{_gt: $after}}}}
    order_by: [{{id: asc}}]
    limit: $limit
  ) {{ {QUOTE} }}
}}"""

# Of this person: like shelf entries, other people's public ones would come back as well.
GOALS = """
query Goals($user: Int!, $today: date!) {
  goals(
    where: {user_id: {_eq: $user}, archived: {_eq: false}, end_date: {_gte: $today}}
    order_by: [{end_date: asc}, {id: asc}]
    limit: 20
  ) { id description metric goal progress end_date }
}"""

OPTIONAL_FIELDS = frozenset(
    {
        "subtitle",
        "compilation",
        "release_year",
        "alternative_titles",
        "cached_contributors",
        "cached_featured_series",
        "cached_image",
        "edition_format",
        "release_date",
        "date_added",
        "description",
        "has_review",
        "private_notes",
        "owned",
        "read_count",
        "created_at",
        "updated_at",
        "alias_id",
        "alternate_names",
    }
)
"""A token may be refused a field that the schema lists: these are dropped then (hardcover-schema.md, "Drift")."""


def without(document: str, fields: Collection[str]) -> str:
    """The document with these fields (of OPTIONAL_FIELDS) left out of every selection."""
    if not fields:
        return document
    return re.sub(rf"\b(?:{'|'.join(sorted(fields))})\b", "", document)


Arguments = dict[str, tuple[str, Any]]
"""Name to GraphQL type and value."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """A mutation field, and what to select from its reply."""

    field: str
    arguments: Arguments
    selection: str


def batch(mutations: Sequence[Mutation], aliases: Sequence[str] = ()) -> tuple[str, dict[str, Any]]:
    """One document with the mutations under `aliases` (by default `m0`, `m1`, ...), and its variables."""
    aliases = aliases or [f"m{number}" for number in range(len(mutations))]
    declared: list[str] = []
    lines: list[str] = []
    variables: dict[str, Any] = {}
    for number, (alias, mutation) in enumerate(zip(aliases, mutations, strict=True)):
        passed: list[str] = []
        for name, (graphql_type, value) in mutation.arguments.items():
            variable = f"{name}_{number}"
            declared.append(f"${variable}: {graphql_type}")
            passed.append(f"{name}: ${variable}")
            variables[variable] = value
        lines.append(f"  {alias}: {mutation.field}({', '.join(passed)}) {{ {mutation.selection} }}")
    body = "\n".join(lines)
    return f"mutation Write({', '.join(declared)}) {{\n{body}\n}}", variables
