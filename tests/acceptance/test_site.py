"""A one-page web site in `docs/` that a static host can serve."""

from html.parser import HTMLParser
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
DOCS = CHECKOUT / "docs"


class Page(HTMLParser):
    """What a page names, and what a reader without pictures hears of each."""

    def __init__(self) -> None:
        super().__init__()
        self.named: list[str] = []
        self.pictures: list[str | None] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep addresses, pictures and scripts."""
        given = dict(attrs)
        self.named += [value for name in ("href", "src") if (value := given.get(name))]
        self.scripts += tag == "script"
        if tag == "img":
            self.pictures.append(given.get("alt"))


def test_the_page_asks_for_nothing_elsewhere_and_all_that_it_names_is_there() -> None:
    page = Page()
    text = (DOCS / "index.html").read_text("utf-8")
    page.feed(text)
    assert page.named
    assert [name for name in page.named if not (DOCS / name).is_file()] == []
    assert page.scripts == 0
    assert "url(" not in text
    assert None not in page.pictures


def test_its_icon_is_the_programs() -> None:
    assert (DOCS / "images/icon.svg").read_bytes() == (
        CHECKOUT / "resources/icons/bookorbit-desktop.svg"
    ).read_bytes()
