"""A year in review, as a file, from the command line."""

import json
from pathlib import Path

from tests.acceptance.conftest import title_of
from tests.acceptance.program import Program


def test_a_year_is_told_and_written_as_pdf_beside_a_running_program(library: Program, tmp_path: Path) -> None:
    read, abandoned = (str(number) for number in (1, 2))
    library.run("status", read, "read", "--started", "2025-02-01", "--finished", "2025-02-03")
    library.run("status", abandoned, "abandoned")
    found = json.loads(library.run("year", "2025", "--json").stdout)
    assert [(book["title"], book["finished"], book["days"]) for book in found["books"]] == [
        (title_of(0), "2025-02-03", 3)
    ]
    assert "Nothing was read or finished in 2019." in library.run("year", "2019").stdout
    library.run("year", "twenty", code=2)

    library.serve()
    pdf = tmp_path / "year.pdf"
    said = library.run("year", "2025", "--output", pdf).stdout

    assert "2025 in review" in said
    assert pdf.read_bytes().startswith(b"%PDF")
    picture = tmp_path / "year.png"
    library.run("year", "2025", "--output", picture)
    assert picture.read_bytes().startswith(b"\x89PNG")
