"""`identifiers` on a push and `ids=` on a pull, as proposed in public for the reference server
(kosync conformance SPEC section 5.8), asked of the running program; and that no book gets another's place."""

import hashlib
import json
from typing import Any

import pytest

from tests.acceptance.koreader import Reader
from tests.acceptance.program import Server

XPOINTER = "/body/DocFragment[20]/body/p[22]"
Names = dict[str, str]


class Books:
    """Digests that no other test has."""

    def __init__(self, salt: str) -> None:
        self._salt = salt

    def __getitem__(self, name: str) -> str:
        return hashlib.md5(f"{self._salt} {name}".encode()).hexdigest()

    def names(self, content: str, structure: str = "", filename: str = "") -> Names:
        """The identifiers of a file, strongest first."""
        given = {"content": content, "structure": structure, "filename": filename}
        return {kind: self[name] for kind, name in given.items() if name}


class Identifying(Reader):
    """A reader that knows the proposal."""

    def put(self, document: str, names: Names | object, progress: str = XPOINTER, at: float = 0.5) -> Any:
        listed = [{"type": k, "value": v} for k, v in names.items()] if isinstance(names, dict) else names
        answer = self.push(document, at, progress=progress, identifiers=listed)
        assert answer.status == 200, answer
        return answer.json

    def get(self, document: str, names: Names | str) -> Any:
        ids = names if isinstance(names, str) else ",".join(f"{k}:{v}" for k, v in names.items())
        return self.send("GET", f"/syncs/progress/{document}?ids={ids}")


@pytest.fixture(scope="module")
def reader(server: Server, passphrase: str) -> Identifying:
    return Identifying(server.port, "reader", passphrase)


@pytest.fixture
def books(request: pytest.FixtureRequest) -> Books:
    return Books(request.node.nodeid)


def test_readers_that_send_no_identifiers_see_no_difference(reader: Identifying, books: Books) -> None:
    """K-ID-1: the same bytes as ever, and no other name is followed."""
    names = books.names("file", "spine")
    pushed = reader.put(books["file"], names)
    before = reader.push(books["plain"], 0.5)
    assert set(before.json) == {"document", "timestamp"}
    plain = reader.pull(books["file"])
    expected = {
        "document": books["file"],
        "progress": XPOINTER,
        "percentage": 0.5,
        "device": plain.json["device"],
        "timestamp": pushed["timestamp"],
        "device_id": plain.json["device_id"],
    }
    assert plain.body == json.dumps(expected, separators=(",", ":")).encode()
    assert reader.pull(books["spine"]).json == {}


def test_a_push_and_a_pull_say_what_matched(reader: Identifying, books: Books) -> None:
    """K-ID-2, K-ID-3: exactly these fields."""
    names = books.names("file", "spine", "name")
    pushed = reader.put(books["file"], names)
    assert set(pushed) == {"document", "match", "timestamp"}
    assert (pushed["document"], pushed["match"]) == (books["file"], "content")
    pulled = reader.get(books["file"], names).json
    assert (pulled["match"], pulled["progress_match"]) == ("content", "content")
    assert (pulled["document"], pulled["progress"], pulled["percentage"]) == (books["file"], XPOINTER, 0.5)


def test_a_repacked_copy_finds_the_position_by_its_spine(reader: Identifying, books: Books) -> None:
    """K-ID-4: it is told the document that has the record, and its pushes go there."""
    original, copy = books.names("file", "spine"), books.names("copy", "spine")
    reader.put(books["file"], original)
    pulled = reader.get(books["copy"], copy).json
    assert (pulled["document"], pulled["match"], pulled["progress"]) == (books["file"], "structure", XPOINTER)
    pushed = reader.put(books["copy"], copy, "/body/DocFragment[30]/body/p[1]", 0.75)
    assert (pushed["document"], pushed["match"]) == (books["file"], "structure")
    assert reader.pull(books["file"]).json["percentage"] == 0.75


def test_the_reader_decides_the_order(reader: Identifying, books: Books) -> None:
    """K-ID-5: the list is an order of preference."""
    names = books.names("file", "spine", "name")
    reader.put(books["file"], names)
    weakest_first = dict(reversed(names.items()))
    assert reader.get(books["name"], weakest_first).json["match"] == "filename"
    assert reader.get(books["file"], names).json["match"] == "content"


def test_progress_match_tells_of_the_writer(reader: Identifying, books: Books) -> None:
    """K-ID-6, 6b, 6c: what the reader shares with whoever wrote the place."""
    original, copy = books.names("file", "spine", "name"), books.names("copy", "spine")
    reader.put(books["file"], original)
    reader.put(books["copy"], copy, "/body/p[4]", 0.6)
    pulled = reader.get(books["file"], original).json
    assert (pulled["match"], pulled["progress_match"]) == ("content", "structure")
    only_name = reader.get(books["name"], {"filename": books["name"]}).json
    assert (only_name["match"], only_name["progress_match"]) == ("filename", "none")
    assert reader.push(books["file"], 0.7, progress="/body/p[7]").status == 200
    pulled = reader.get(books["file"], original).json
    assert (pulled["progress"], pulled["progress_match"]) == ("/body/p[7]", "content")


def test_a_document_with_its_own_record_keeps_it_when_it_sends_another_identifier(
    reader: Identifying, books: Books
) -> None:
    """K-ID-7: another name never takes a record over."""
    reader.put(books["one"], books.names("one", "spine"))
    reader.put(books["two"], books.names("two"), "/body/p[2]", 0.1)
    reader.put(books["two"], books.names("two", "spine"), "/body/p[3]", 0.2)
    assert reader.pull(books["one"]).json["progress"] == XPOINTER
    assert reader.pull(books["two"]).json["progress"] == "/body/p[3]"


def test_equal_file_names_do_not_put_a_book_in_anothers_place(reader: Identifying, books: Books) -> None:
    """Stricter than the proposal: a file name finds a place, but no push goes by it; two books make it void."""
    reader.put(books["one"], books.names("one", "spine one", "book.epub"))
    third = books.names("three", "spine three", "book.epub")
    assert reader.get(books["three"], third).json["match"] == "filename"
    pushed = reader.put(books["two"], books.names("two", "spine two", "book.epub"), "/body/p[9]", 0.1)
    assert (pushed["document"], pushed["match"]) == (books["two"], "content")
    assert reader.pull(books["one"]).json["progress"] == XPOINTER
    assert reader.get(books["three"], third).json == {}


def test_an_identifier_marked_as_weak_claims_no_record(reader: Identifying, books: Books) -> None:
    """K-ID-16, K-ID-17: accepted, and no other record is written through it."""
    for file, at in (("one", 0.8), ("two", 0.1)):
        listed = [
            {"type": "content", "value": books[file]},
            {"type": "structure", "value": books["shared"], "weak": True},
        ]
        assert reader.put(books[file], listed, at=at)["document"] == books[file]
    assert reader.pull(books["one"]).json["percentage"] == 0.8


@pytest.mark.parametrize(
    "bad",
    [
        [],
        "content",
        {"content": "x"},
        [1],
        [{"type": "content"}],
        [{"type": 1, "value": 2}],
        [{"type": "structure", "value": "other"}],
        [{"type": "Content", "value": "OWN"}],
        [{"type": "content", "value": "OWN"}, {"type": "content", "value": "twice"}],
        [{"type": f"t{number}", "value": "OWN"} for number in range(9)],
        [{"type": "content", "value": "OWN"}, {"type": "structure", "value": "x" * 129}],
        [{"type": "content", "value": "OWN"}, {"type": "structure", "value": "a:b"}],
        None,
    ],
)
def test_bad_identifiers_never_make_a_push_fail(reader: Identifying, books: Books, bad: object) -> None:
    document = books["file"]
    listed = json.loads(json.dumps(bad).replace("OWN", document))
    assert set(reader.put(document, listed)) == {"document", "timestamp"}
    assert reader.pull(document).json["percentage"] == 0.5


@pytest.mark.parametrize(
    "bad", ["", "content", "structure:other", "content:a:b", "content:OWN,content:twice"]
)
def test_bad_ids_of_a_pull_are_refused_as_proposed(reader: Identifying, books: Books, bad: str) -> None:
    """K-ID-8, K-ID-9b, K-ID-9c."""
    answer = reader.get(books["file"], bad.replace("OWN", books["file"]))
    assert (answer.status, answer.json["code"]) == (403, 2003)


def test_eight_identifiers_are_taken_and_nine_are_not(reader: Identifying, books: Books) -> None:
    """K-ID-9, K-ID-9d."""
    names = {"content": books["file"]} | {f"t{number}": books[str(number)] for number in range(7)}
    assert reader.put(books["file"], names)["match"] == "content"
    assert reader.get(books["file"], names | {"t8": books["8"]}).status == 403
    assert reader.get(books["7x"], {"content": books["7x"], "t6": books["6"]}).json["match"] == "t6"


def test_a_document_unknown_by_every_identifier_is_an_empty_object(reader: Identifying, books: Books) -> None:
    """K-ID-11."""
    answer = reader.get(books["file"], books.names("file", "spine"))
    assert (answer.status, answer.body) == (200, b"{}")
