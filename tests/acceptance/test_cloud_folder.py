"""The folders of a running program, and KOReader's statistics in one of them.

Each call of each release: `tests/integration/server/dav/test_cloud_folder.py`.
"""

import base64
import http.client
import re
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, unquote

from tests.acceptance.conftest import AUTHOR, title_of
from tests.acceptance.program import PASSPHRASE, Program
from tests.books import write_epub
from tests.integration.devices.statistics_file import a_book, write_statistics
from tests.integration.devices.vocabulary_file import write_vocabulary

FILE = "/dav/koreader/statistics.sqlite3"
START = 1_774_700_000


def ask(port: int, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes, str]:
    login = base64.b64encode(f"reader:{PASSPHRASE}".encode()).decode()
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {"Authorization": f"Basic {login}", **said})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers.get("ETag", "")


def statistics(path: Path, digest: str, pages: int) -> bytes:
    """Of one book, a minute on each page."""
    path.unlink(missing_ok=True)
    rows = [(1, page, START + page * 60, 60, 200) for page in range(1, pages + 1)]
    write_statistics(path, [a_book(title=title_of(0), md5=digest)], rows)
    return path.read_bytes()


def test_statistics_of_stock_koreader_come_over_wi_fi_and_join_those_here(
    library: Program, tmp_path: Path
) -> None:
    library.make_account()
    digest = library.digest(title_of(0))
    server = library.serve()
    assert ask(server.port, "PROPFIND", "/dav/koreader/", Depth="1")[0] == 207
    assert ask(server.port, "GET", FILE)[0] == 404
    put = statistics(tmp_path / "device.sqlite3", digest, 30)
    assert ask(server.port, "PUT", FILE, put)[0] == 201

    found = library.until(
        lambda: ((figures := library.json("stats", "--json"))["total"]["seconds"] and figures) or None,
        "the page views in the statistics",
    )
    assert found["total"]["seconds"] == 1800
    assert [(book["title"], book["seconds"]) for book in found["books"]] == [(title_of(0), 1800)]
    assert [device["device"] for device in found["devices"]] == ["Wi-Fi"]


def test_the_file_is_given_back_byte_for_byte_also_after_a_restart_and_a_foreign_one_is_refused(
    library: Program, tmp_path: Path
) -> None:
    library.make_account()
    digest = library.digest(title_of(0))
    put = statistics(tmp_path / "device.sqlite3", digest, 5)
    server = library.serve()
    assert ask(server.port, "PUT", FILE, put)[0] == 201
    server.stop()

    again = library.serve()
    status, body, tag = ask(again.port, "GET", FILE)
    assert (status, body) == (200, put)
    status, said, _ = ask(again.port, "PUT", FILE, b"<html>", If_Match=tag)
    assert (status, b"isn't the database" in said) == (403, True)
    assert ask(again.port, "PUT", FILE, put)[0] == 412, "who has seen no file replaces none"
    assert ask(again.port, "GET", FILE)[1] == put


def listed(port: int, path: str) -> list[str]:
    """The names in a folder, without the folder itself."""
    status, body, _ = ask(port, "PROPFIND", path, Depth="1")
    assert status == 207, body
    found = [unquote(href).rstrip("/") for href in re.findall(r"<d:href>(.*?)</d:href>", body.decode())]
    return [href.rpartition("/")[2] for href in found if href != unquote(path).rstrip("/")]


def test_a_folder_does_not_list_itself_for_koreader_and_any_folder_will_do_for_its_statistics(
    library: Program, tmp_path: Path
) -> None:
    library.make_account()
    port = library.serve().port
    for path in ("/dav/", "/dav/koreader/", "/dav/Library/", "/dav/Upload/"):
        own = f"<d:href>{path}</d:href>".encode()
        for agent, is_there in (("KOReader/2026.03 LuaSocket/3.1.0", False), ("rclone/v1.60.1", True)):
            _, body, _ = ask(port, "PROPFIND", path, Depth="1", User_Agent=agent)
            assert (own in body) is is_there, (path, agent)
    assert listed(port, "/") == ["dav"]
    put = statistics(tmp_path / "device.sqlite3", library.digest(title_of(0)), 5)
    folders = ("", "/dav", "/dav/Upload", "/dav/koreader/koreader")
    for number, folder in enumerate(folders):
        status, _, tag = ask(port, "GET", f"{folder}/statistics.sqlite3")
        assert status == (200 if number else 404)
        sent = ask(port, "PUT", f"{folder}/statistics.sqlite3", put, **({"If_Match": tag} if tag else {}))
        assert sent[0] == (204 if number else 201)
    assert ask(port, "GET", FILE)[1] == put


def test_the_library_is_a_folder_by_author_to_read_and_nothing_in_it_can_be_changed(library: Program) -> None:
    library.make_account()
    server = library.serve()
    assert listed(server.port, "/dav/") == ["koreader", "Library", "To read", "Upload"]
    assert listed(server.port, "/dav/Library/") == [AUTHOR]
    folder = f"/dav/Library/{quote(AUTHOR)}/"
    name = f"{AUTHOR} - {title_of(0)}.epub"
    assert name in listed(server.port, folder)
    status, body, tag = ask(server.port, "GET", folder + quote(name))
    assert (status, body[:2], bool(tag)) == (200, b"PK", True)
    assert ask(server.port, "GET", folder + quote(name), Range="bytes=0-1")[:2] == (206, b"PK")
    assert ask(server.port, "PUT", folder + quote(name), b"x")[0] == 403
    assert ask(server.port, "DELETE", folder + quote(name))[0] == 403


def test_to_read_holds_a_shelf_for_koreaders_sync_folder(library: Program) -> None:
    library.make_account()
    library.run("status", "2", "want_to_read")
    title = next(book["title"] for book in library.export()["books"] if book["id"] == 2)
    server = library.serve()
    assert listed(server.port, "/dav/To%20read/") == [f"{AUTHOR} - {title}.epub"]


def test_an_uploaded_book_ends_in_the_inbox_and_nothing_outside_the_folders_can_be_written(
    library: Program, tmp_path: Path
) -> None:
    library.make_account()
    server = library.serve()
    write_epub(tmp_path / "new.epub", "Sent from the Reader", authors=())
    content = (tmp_path / "new.epub").read_bytes()
    assert ask(server.port, "PUT", "/dav/Upload/new.epub", content)[0] == 201
    library.until(
        lambda: "Sent from the Reader" in library.run("inbox").stdout or None, "the book in the Inbox"
    )
    assert ask(server.port, "PUT", "/dav/Upload/new.epub", b"another")[0] == 409
    for path in (
        "/dav/new.epub",
        "/dav/Upload/..%2fnew.epub",
        "/dav/Elsewhere/new.epub",
        "/dav/Upload/a/b.epub",
    ):
        assert ask(server.port, "PUT", path, content)[0] in (400, 403, 409)
    assert listed(server.port, "/dav/Upload/") == ["new.epub"]


def test_uploads_with_ordinary_names_are_taken_stored_safely_and_shown_with_their_own(
    library: Program, tmp_path: Path
) -> None:
    library.make_account()
    server = library.serve()
    names = ["Two  Spaces.epub", " Leading.epub", "Who?.epub", "Part: One.epub", 'The "Best".epub']
    for name in names:
        write_epub(tmp_path / "new.epub", f"Sent {name}", authors=())
        content = (tmp_path / "new.epub").read_bytes()
        assert ask(server.port, "PUT", f"/dav/Upload/{quote(name)}", content)[0] == 201
    assert listed(server.port, "/dav/Upload/") == sorted(names)
    library.until(
        lambda: all(f"Sent {name}" in library.books() for name in ("Who?.epub", "Part: One.epub")) or None,
        "the books in the library",
    )
    paths = [Path(file["path"]).name for book in library.export()["books"] for file in book["files"]]
    assert not [name for name in paths if set('?:"') & set(name)]


def test_looked_up_words_come_by_book_with_their_context_and_go_to_csv_and_anki(
    library: Program, tmp_path: Path
) -> None:
    library.make_account()
    server = library.serve()
    words = [
        ("lantern", title_of(0), START, "a lit", "by the sea", 3, 1),
        ("wharf", "Elsewhere", START, "", "", 0, 0),
    ]
    put = write_vocabulary(tmp_path / "words.sqlite3", words).read_bytes()
    path = "/dav/koreader/vocabulary_builder.sqlite3"
    assert ask(server.port, "PUT", path, put)[0] == 201
    found = library.until(lambda: library.json("words", "--json") or None, "the words")
    assert {(word["word"], word["title"], word["before"], word["after"]) for word in found} == {
        ("lantern", title_of(0), "a lit", "by the sea"),
        ("wharf", "Elsewhere", "", ""),
    }
    assert [bool(word["book_id"]) for word in sorted(found, key=lambda word: word["word"])] == [True, False]
    assert "lantern" not in library.run("words", "--search", "wharf").stdout
    library.run("words", "--output", "words.csv")
    assert "a lit lantern by the sea" in (library.home / "words.csv").read_text("utf-8-sig")
    library.run("words", "--output", "anki.txt", "--format", "anki")
    assert "a lit <b>lantern</b> by the sea" in (library.home / "anki.txt").read_text("utf-8")
    less = write_vocabulary(tmp_path / "less.sqlite3", words[1:]).read_bytes()
    tag = ask(server.port, "GET", path)[2]
    assert ask(server.port, "PUT", path, less, If_Match=tag)[0] == 204
    assert len(library.json("words", "--json")) == 2, "what is deleted on a device stays here"
