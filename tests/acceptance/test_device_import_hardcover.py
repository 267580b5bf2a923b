"""What a device brings goes to Hardcover by the rules of every sync, never over what is there."""

from typing import Any

from bookorbit_desktop.demo.local_hardcover import NewRead
from tests.acceptance.conftest import AUTHOR, title_of
from tests.acceptance.hardcover import Hardcover, ShelfRead, ShelfRow
from tests.acceptance.program import Program
from tests.integration.devices.device_tree import DeviceTree
from tests.integration.devices.statistics_file import a_book, write_statistics

NOON, DAY = 1_699_963_200, 86_400
"""2023-11-14 at noon in London."""
FINISHED = {"status": "complete", "rating": 2, "modified": "2023-11-18"}


def test_an_import_sends_nothing_by_itself_and_a_sync_keeps_what_is_on_hardcover(
    library: Program, tree: DeviceTree, hardcover: Hardcover
) -> None:
    books = library.books()
    says: list[dict[str, Any]] = [{"percent_finished": 0.4}, {"summary": FINISHED}, {"percent_finished": 0.4}]
    says.append({"summary": FINISHED, "percent_finished": 1.0})
    for number, values in enumerate(says):
        props = {"title": title_of(number), "authors": AUTHOR}
        digest = books[title_of(number)]["files"][0]["partial_md5"]
        tree.sidecar(f"/mnt/onboard/{number}.epub", partial_md5_checksum=digest, doc_props=props, **values)
    rows = [(1, page, NOON + page * 60 + (page > 10) * DAY, 60, 20) for page in range(1, 21)]
    book = a_book(title=title_of(3), authors=AUTHOR, md5=books[title_of(3)]["files"][0]["partial_md5"])
    write_statistics(tree.data / "settings" / "statistics.sqlite3", [book], rows)
    there = {
        title_of(0): ShelfRow(3, 5.0, 1, (ShelfRead("2015-01-01", "2015-02-01", 100),)),
        title_of(1): ShelfRow(3, 4.5, 1, (ShelfRead("2021-01-01", "2021-02-01", 101),)),
        title_of(2): ShelfRow(2, None, 1, (ShelfRead("2024-01-01", None, 90),)),
    }
    for title, row in there.items():
        reads = [NewRead(read.started, read.finished, read.pages) for read in row.reads]
        record = hardcover.record(title)
        hardcover.shelve(record, row.status, rating=row.rating, privacy_id=row.privacy, reads=reads)
    before = hardcover.journal()
    library.run("device", "import", tree.root, env=hardcover.environment)
    assert (hardcover.journal(), hardcover.shelf()) == (before, there)
    library.run("sync", env=hardcover.environment)
    shelf = hardcover.shelf()
    assert shelf.pop(title_of(3)) == ShelfRow(3, 2.0, 3, (ShelfRead("2023-11-14", "2023-11-15", 103),)), (
        "what Hardcover did not know is there with the days of the page views"
    )
    assert shelf == there
