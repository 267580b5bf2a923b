"""Sidecars in every place, form and age; what is odd, half written or cannot be placed is not lost."""

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from bookorbit_desktop.devices.files import Unread
from bookorbit_desktop.devices.finding import find_device
from bookorbit_desktop.devices.paths import device_paths
from bookorbit_desktop.devices.sidecar_locations import SidecarFinder
from bookorbit_desktop.devices.sidecars import group_by_book, read_sidecar
from bookorbit_desktop.domain.library.metadata import Identifier
from bookorbit_desktop.domain.usb.files import DeviceBook, DeviceStatus, Sidecar, SidecarLocation
from tests.integration.devices.device_tree import DIGEST, DeviceTree

BOOK = "/mnt/onboard/Essays/A Title.epub"


def sidecars(tree: DeviceTree, opened: Sequence[bytes] = (), cards: Sequence[Path] = ()) -> list[Sidecar]:
    device = find_device(os.fsencode(tree.root))
    assert device is not None
    paths = device_paths(device, [os.fsencode(card) for card in cards])
    finder = SidecarFinder(device, paths, lambda: False)
    roots = [device.root, *(os.fsencode(card) for card in cards)]
    found = [read_sidecar(sidecar, paths)[0] for sidecar in finder.find(roots, list(opened))]
    assert finder.unread == []
    return found


def the_one(tree: DeviceTree) -> Sidecar:
    (found,) = sidecars(tree)
    return found


@pytest.fixture
def tree(tmp_path: Path) -> DeviceTree:
    return DeviceTree(tmp_path / "KOBOeReader")


class TestPlaces:
    @pytest.mark.parametrize("mode", ["doc", "dir", "hash", "history"])
    def test_all_are_walked_whatever_the_setting(self, tree: DeviceTree, mode: str) -> None:
        tree.book(BOOK)
        path = tree.sidecar(BOOK, mode)
        found = the_one(tree)
        assert (found.path, found.location, found.device_path) == (path, mode, BOOK.encode())
        assert (found.here, found.has_file) == (tree.here(BOOK), True)

    @pytest.mark.parametrize("kind", ["kindle", "pocketbook", "cervantes", "android"])
    def test_of_every_device(self, tmp_path: Path, kind: str) -> None:
        tree = DeviceTree(tmp_path, kind)
        for index, mode in enumerate(("doc", "dir", "hash")):
            tree.sidecar(f"{tree.device_root}/{index}.epub", mode)
        assert sorted(found.here or b"" for found in sidecars(tree)) == [
            os.fsencode(tmp_path / f"{index}.epub") for index in range(3)
        ]

    def test_the_archive_of_deleted_books(self, tree: DeviceTree) -> None:
        tree.write_settings(document_metadata_arc_folder="/mnt/onboard/.archive")
        arc = {"datetime": "2025-03-04 21:00:00", "on_closing": True}
        table = {"doc_path": BOOK, "partial_md5_checksum": DIGEST, "metadata_arc": arc}
        tree.write_lua(tree.root / ".archive" / f"{DIGEST}.lua", table)
        found = the_one(tree)
        assert (found.location, found.digest, found.has_file) == (SidecarLocation.ARCHIVE, DIGEST, False)
        assert found.archived == datetime(2025, 3, 4, 21)

    def test_the_archive_keeps_what_the_person_changed(self, tree: DeviceTree) -> None:
        tree.write_settings(document_metadata_arc_folder="/mnt/onboard/.archive")
        arc = {"datetime": "2025-03-04 21:00:00", "custom_props": {"title": "Mine", "series_index": 3}}
        table = {"doc_path": BOOK, "doc_props": {"title": "T", "series": "S"}, "metadata_arc": arc}
        tree.write_lua(tree.root / ".archive" / f"{DIGEST}.lua", table)
        found = the_one(tree)
        assert (found.props.title, found.props.series_index) == ("Mine", 3)

    def test_history_names_hold_the_path_where_the_file_does_not(self, tree: DeviceTree) -> None:
        tree.sidecar(BOOK, "history", doc_path=None)
        assert the_one(tree).device_path == BOOK.encode()

    def test_docsettings_folders_hold_the_path_where_the_file_does_not(self, tree: DeviceTree) -> None:
        tree.sidecar(BOOK, "dir", doc_path=None)
        assert the_one(tree).device_path == BOOK.encode()

    def test_the_digest_of_the_hash_folder_is_kept_beside_the_one_inside(self, tree: DeviceTree) -> None:
        tree.sidecar(BOOK, "hash", partial_md5_checksum="f" * 32)
        found = the_one(tree)
        assert (found.digest, found.folder_digest) == ("f" * 32, DIGEST)

    def test_old_names_beside_the_book(self, tree: DeviceTree) -> None:
        folder = tree.root / "Essays"
        tree.write_lua(folder / "A Title.sdr" / "A Title.epub.lua", {"percent_finished": 0.1})
        tree.write_lua(folder / "B.pdf.kpdfview.lua", {"percent_finished": 0.2})
        found = {sidecar.percent: sidecar.device_path for sidecar in sidecars(tree)}
        assert found == {0.1: BOOK.encode(), 0.2: b"/mnt/onboard/Essays/B.pdf"}

    def test_kobo_store_books_without_suffix_and_calibres_kepubs(self, tree: DeviceTree) -> None:
        tree.sidecar("/mnt/onboard/.kobo/kepub/4f2c-11", doc_path=None)
        tree.sidecar("/mnt/onboard/X.kepub.epub", doc_path=None)
        paths = [found.device_path for found in sidecars(tree)]
        assert sorted(paths) == [b"/mnt/onboard/.kobo/kepub/4f2c-11", b"/mnt/onboard/X.kepub.epub"]

    def test_books_in_koreaders_own_folder(self, tree: DeviceTree) -> None:
        path = tree.sidecar("/mnt/onboard/.adds/koreader/epubs/x.epub")
        tree.sidecar("/mnt/onboard/.adds/koreader/docsettings/x.epub")
        assert [found.path for found in sidecars(tree) if found.location == "doc"] == [path]

    def test_other_files_and_folders_are_no_sidecars(self, tree: DeviceTree) -> None:
        sdr = tree.root / "Essays" / "A Title.sdr"
        tree.write_lua(sdr / "custom_metadata.lua", {"custom_props": {"title": "x"}})
        tree.write_lua(sdr / "A Title.epub.annotations.lua", {"annotations": []})
        (sdr / "cover.jpg").write_bytes(b"x")
        (tree.root / "kfmon.sdr").mkdir()
        tree.write_lua(tree.data / "plugins" / "x" / "main.lua", {})
        assert sidecars(tree) == []

    def test_a_card_is_walked_and_its_paths_are_found(self, tree: DeviceTree, tmp_path: Path) -> None:
        card = tmp_path / "card"
        card.mkdir()
        (card / "C.epub").write_bytes(b"x")
        tree.sidecar("/mnt/sd/C.epub", "dir")
        assert the_one(tree).here is None
        (found,) = sidecars(tree, cards=[card])
        assert (found.here, found.has_file) == (os.fsencode(card / "C.epub"), True)

    def test_a_book_elsewhere_has_its_sidecar_beside_it(self, tmp_path: Path) -> None:
        tree = DeviceTree(tmp_path / ".config", "kindle")
        tree.write_settings(home_dir="/elsewhere")
        book = tmp_path / "Books" / "B.epub"
        path = tree.write_lua(book.with_suffix(".sdr") / "metadata.epub.lua", {"doc_path": str(book)})
        device = find_device(os.fsencode(tree.data))
        assert device is not None
        finder = SidecarFinder(device, device_paths(device), lambda: False)
        assert [sidecar.path for sidecar in finder.find([device.root], [os.fsencode(book)])] == [path]

    def test_links_are_not_followed(self, tree: DeviceTree) -> None:
        tree.sidecar(BOOK)
        (tree.root / "loop").symlink_to(tree.root)
        assert len(sidecars(tree)) == 1


class TestOddNames:
    @pytest.mark.parametrize("mode", ["doc", "dir", "hash"])
    @pytest.mark.parametrize(
        "name",
        [
            b"caf\xe9 \xff.epub",
            "😀 𝔗itle.epub".encode(),
            b"x" * 250 + b".epub",
            b"quote\" back\\slash 'n'.epub",
            b"line\nbreak.epub",
            b"..epub",
            b"[a] #b% .pdf",
        ],
    )
    def test_are_kept_byte_for_byte(self, tree: DeviceTree, mode: str, name: bytes) -> None:
        path = b"/mnt/onboard/" + name
        tree.book(path)
        tree.sidecar(path, mode)
        found = the_one(tree)
        assert (found.device_path, found.here, found.has_file) == (path, tree.here(path), True)

    def test_text_that_is_no_utf8_is_shown_with_replacement_signs(self, tree: DeviceTree) -> None:
        tree.sidecar(BOOK, doc_props={"title": b"caf\xe9\x00", "authors": "N/A"})
        found = the_one(tree)
        assert (found.title, found.props.authors) == ("caf�", ())


class TestWhatIsRead:
    def test_status_rating_review_percent_pages_and_dates(self, tree: DeviceTree) -> None:
        summary = {"status": "complete", "rating": 4, "note": "Good.\nVery.", "modified": "2025-02-03"}
        pages: dict[str, Any] = {
            "doc_pages": 310,
            "pagemap_doc_pages": 288,
            "pagemap_chars_per_synthetic_page": 1500,
        }
        tree.sidecar(BOOK, summary=summary, last_xpointer="/body/p[3]", handmade_flows_enabled=True, **pages)
        found = the_one(tree)
        assert (found.status, found.rating, found.review) == (DeviceStatus.COMPLETE, 4, "Good.\nVery.")
        assert (found.modified, found.percent) == (date(2025, 2, 3), 0.42735042735042733)
        assert (found.xpointer, found.pages, found.label_pages) == ("/body/p[3]", 310, 288)
        assert (found.has_even_labels, found.hides_pages) == (True, True)

    def test_nothing_but_a_path(self, tree: DeviceTree) -> None:
        tree.sidecar(BOOK, partial_md5_checksum=None, percent_finished=None, doc_props=None)
        found = the_one(tree)
        assert (found.status, found.rating, found.percent, found.digest) == (None, None, None, "")
        assert found.title == "A Title.epub"

    @pytest.mark.parametrize(
        "odd",
        [
            {"summary": {"status": "tbr", "rating": 9, "modified": "yesterday"}},
            {"summary": "text", "stats": 5, "annotations": "x", "doc_props": [1]},
            {"summary": {"rating": 0, "status": 3}, "percent_finished": "x", "doc_pages": -1},
        ],
    )
    def test_odd_values_are_none(self, tree: DeviceTree, odd: dict[str, Any]) -> None:
        tree.sidecar(BOOK, **odd)
        found = the_one(tree)
        assert (found.status, found.rating, found.modified, found.pages, found.annotations) == (
            None,
            None,
            None,
            None,
            (),
        )

    def test_metadata_customised_in_koreader_overrides_that_of_the_file(self, tree: DeviceTree) -> None:
        props = {
            "title": "T",
            "authors": "One\nTwo",
            "series": "S",
            "series_index": 2.5,
            "identifiers": "ISBN:978-9-99-000000-0\ncalibre:7\nurn:isbn:9789990000000\nodd\nurn:x:1",
        }
        path = tree.sidecar(BOOK, doc_props=props)
        custom = os.path.join(os.path.dirname(path), b"custom_metadata.lua")
        tree.write_lua(custom, {"custom_props": {"title": "Mine"}, "doc_props": props})
        found = the_one(tree)
        assert found.props.title == "Mine"
        assert (found.props.authors, found.props.series, found.props.series_index) == (
            ("One", "Two"),
            "S",
            2.5,
        )
        assert found.props.identifiers == (
            Identifier("isbn", "9789990000000"),
            Identifier("calibre", "7"),
            Identifier("", "odd"),
            Identifier("x", "1"),
        )

    def test_the_old_statistics_in_the_sidecar(self, tree: DeviceTree) -> None:
        stats = {
            "title": "Old",
            "authors": "Ada",
            "series": "Cycle #3",
            "pages": 120,
            "md5": DIGEST.upper(),
            "performance_in_pages": {1_400_000_060: 8, 1_400_000_000: 7},
        }
        tree.sidecar(BOOK, partial_md5_checksum=None, doc_props=None, stats=stats)
        found = the_one(tree)
        assert (found.title, found.props.series, found.props.series_index) == ("Old", "Cycle", 3)
        assert (found.pages, found.digest) == (120, DIGEST)
        assert found.page_times == ((1_400_000_000, 7), (1_400_000_060, 8))


class TestTheCopyBefore:
    @pytest.mark.parametrize("broken", [None, b"", b"\0\0\0", b'return { ["percent', b"return 5", b"x = 1"])
    def test_is_read_when_the_file_is_missing_or_broken(self, tree: DeviceTree, broken: bytes | None) -> None:
        path = tree.sidecar(BOOK)
        os.rename(path, path + b".old")
        if broken is not None:
            Path(os.fsdecode(path)).write_bytes(broken)
        found = the_one(tree)
        assert (found.path, found.digest) == (path, DIGEST)
        assert found.older_because

    def test_is_no_source_of_its_own(self, tree: DeviceTree) -> None:
        path = tree.sidecar(BOOK, percent_finished=0.5, age=100)
        tree.write_lua(path + b".old", {"percent_finished": 0.1})
        assert (the_one(tree).percent, the_one(tree).older_because) == (0.5, "")

    def test_both_broken_says_why(self, tree: DeviceTree) -> None:
        path = tree.sidecar(BOOK)
        for name in (path, path + b".old"):
            Path(os.fsdecode(name)).write_bytes(b"return {\n  half")
        with pytest.raises(Unread, match="Line 2, column"):
            sidecars(tree)

    def test_a_pipe_is_not_waited_for(self, tree: DeviceTree) -> None:
        path = tree.sidecar(BOOK)
        os.remove(path)
        os.mkfifo(path)
        with pytest.raises(Unread, match="not a regular file"):
            sidecars(tree)


class TestBooks:
    def books(self, tree: DeviceTree) -> list[DeviceBook]:
        return group_by_book(sidecars(tree))

    def test_the_newest_of_one_digest_wins_and_the_others_are_shown(self, tree: DeviceTree) -> None:
        tree.sidecar(BOOK, "doc", percent_finished=0.1, age=500)
        tree.sidecar(BOOK, "hash", percent_finished=0.9, age=10)
        tree.sidecar(BOOK, "history", percent_finished=0.2, age=900, partial_md5_checksum=None)
        (book,) = self.books(tree)
        assert book.newest.percent == 0.9
        assert [other.location for other in book.others] == ["doc", "history"]

    def test_two_titles_with_one_digest_are_two_books(self, tree: DeviceTree) -> None:
        tree.sidecar("/mnt/onboard/a.epub", doc_props={"title": "One"})
        tree.sidecar("/mnt/onboard/b.epub", doc_props={"title": "Another"})
        assert [book.newest.title for book in self.books(tree)] == ["Another", "One"]

    def test_without_a_digest_the_path_tells(self, tree: DeviceTree) -> None:
        for name in "ab":
            tree.sidecar(f"/mnt/onboard/{name}.epub", partial_md5_checksum=None, doc_props=None)
        assert len(self.books(tree)) == 2
