"""Checks before a request runs: authentication and size (hardcover-api.md sections 1 to 3)."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from bookorbit_desktop.demo.local_hardcover.options import Options

FORBIDDEN_OPERATORS = frozenset(
    f"_{prefix}{name}" for prefix in ("", "n") for name in ("like", "ilike", "regex", "iregex", "similar")
)
MOST_QUERIES = 5

SYNC_SCOPES = frozenset({"read:catalog", "read:library", "write:library", "read:me:content"})
"""Hardcover's preset "E-Reader / Sync Client" (hardcover-api.md section 1)."""

_SCOPES = {
    "me": "read:me:content",
    "search": "read:catalog:search",
    "goals": "read:goals",
    "user_books": "read:library",
    "user_book_reads": "read:library",
    "reading_journals": "read:library",
}

_OPERATOR = re.compile(rf"\b(?:{'|'.join(sorted(FORBIDDEN_OPERATORS))})\b(?=\s*:)")


@dataclass(frozen=True, slots=True)
class Refusal:
    """An HTTP status with a JSON body and headers."""

    status: int
    body: Mapping[str, Any]
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """The operation of a document to run."""

    kind: str
    name: str
    fields: tuple[FieldNode, ...]
    """Top-level fields without introspection, each alias counted: the units charged."""
    depth: int
    """Levels, including the leaf."""

    @property
    def units(self) -> int:
        return len(self.fields)

    @property
    def names(self) -> frozenset[str]:
        """Its names: its own, its kind and its top-level fields."""
        return frozenset({self.name, self.kind, *(field.name.value for field in self.fields)})


def bearer_token(authorization: str | None) -> str | Refusal:
    """The token of an Authorization header."""
    if not authorization:
        return Refusal(400, {"error": "invalid_request", "error_description": "No Authorization header"})
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        return invalid_token("Malformed Authorization header")
    return token.strip()


def invalid_token(description: str = "The access token is invalid") -> Refusal:
    """401 with the header that names the reason."""
    challenge = f'Bearer realm="hardcover", error="invalid_token", error_description="{description}"'
    body = {"error": "invalid_token", "error_description": description}
    return Refusal(401, body, (("www-authenticate", challenge),))


def operation_of(document: DocumentNode, name: str | None) -> Operation | None:
    """The operation to run; None if it is missing or ambiguous."""
    definitions = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if name:
        definitions = [node for node in definitions if node.name and node.name.value == name]
    if len(definitions) != 1:
        return None
    fragments = {
        node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
    }
    [node] = definitions
    fields = [
        field for field in _fields(node.selection_set, fragments) if not field.name.value.startswith("__")
    ]
    depth = _depth(node.selection_set, fragments)
    return Operation(node.operation.value, node.name.value if node.name else "", tuple(fields), depth)


def refuse_operators(query: str, variables: Any) -> Refusal | None:
    """403 for pattern matching, in the text or in the variables."""
    if _OPERATOR.search(query) or FORBIDDEN_OPERATORS & set(_keys(variables)):
        return Refusal(403, {"error": "unsupported_operation"})
    return None


def refuse_fields(operation: Operation, options: Options, burst: int) -> Refusal | None:
    """403 for too many top-level fields, a search beside other fields, or more than the burst."""
    searches = sum(field.name.value == "search" for field in operation.fields)
    most = options.most_mutations if operation.kind == "mutation" else MOST_QUERIES
    if operation.units > (1 if searches else most):
        names = ["top_level_limit_exceeded", f"top_level_{operation.kind}_limit_exceeded"]
        if options.double_encoded_errors:
            packed = json.dumps({"errors": names})
            return Refusal(403, {"data": None, "errors": [{"message": packed}]})
        return Refusal(403, {"errors": names})
    if operation.units > burst:
        return Refusal(403, {"error": "request_exceeds_capacity"})
    return None


def refuse_scopes(operation: Operation, scopes: frozenset[str]) -> Refusal | None:
    """403 that names the missing scopes."""
    needed = {
        "write:library" if operation.kind == "mutation" else _scope_of(field.name.value)
        for field in operation.fields
    }
    missing = " ".join(sorted(scope for scope in needed if not covers(scopes, scope)))
    if not missing:
        return None
    description = f"Missing scopes: {missing}"
    return Refusal(403, {"error": "insufficient_scope", "error_description": description, "scope": missing})


def _scope_of(field: str) -> str:
    return _SCOPES.get(field.removesuffix("_by_pk"), "read:catalog:data")


def covers(scopes: frozenset[str], needed: str) -> bool:
    """Whether one scope includes another: `all` includes everything, others everything below them."""
    return "all" in scopes or any(needed == scope or needed.startswith(f"{scope}:") for scope in scopes)


def _fields(
    selections: SelectionSetNode | None, fragments: Mapping[str, FragmentDefinitionNode]
) -> Iterator[FieldNode]:
    for node in selections.selections if selections else ():
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, InlineFragmentNode):
            yield from _fields(node.selection_set, fragments)
        elif isinstance(node, FragmentSpreadNode) and node.name.value in fragments:
            yield from _fields(fragments[node.name.value].selection_set, fragments)


def _depth(selections: SelectionSetNode | None, fragments: Mapping[str, FragmentDefinitionNode]) -> int:
    if selections is None:
        return 0
    return 1 + max(
        (_depth(field.selection_set, fragments) for field in _fields(selections, fragments)), default=0
    )


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)
