"""A notice of a new version that asks first and sends nothing else."""

from collections.abc import Iterator

import pytest

import bookorbit_desktop
from tests.acceptance.program import Program
from tests.web_site import WebSite, open_web_site


@pytest.fixture
def site(newcomer: Program) -> Iterator[WebSite]:
    with open_web_site() as site:
        newcomer.environment["BOOKORBIT_SITE"] = site.url
        yield site


def test_nothing_is_asked_until_it_is_wanted_and_the_request_says_nothing(
    newcomer: Program, site: WebSite
) -> None:
    assert newcomer.json("new-version", "--json") == {
        "version": bookorbit_desktop.__version__,
        "newer": None,
        "page": site.url,
        "looked_at": None,
        "weekly": False,
    }
    assert site.asked == []
    said = newcomer.run("new-version", "--look").stdout
    assert f"Version 99.0.0 is available: {site.url}" in said
    assert "127.0.0.1 is asked only with --look." in said
    [(path, headers)] = site.asked
    assert path == "/bookorbit/latest.json"
    assert set(headers) == {"host", "user-agent", "accept-encoding", "connection"}
    assert newcomer.json("new-version", "--weekly", "--json")["weekly"]
    assert not newcomer.json("new-version", "--no-weekly", "--json")["weekly"]
    assert len(site.asked) == 1


def test_a_site_that_does_not_answer_is_said_with_what_to_do(newcomer: Program, site: WebSite) -> None:
    site.status = 500
    refused = newcomer.run("new-version", "--look", code=1)
    assert refused.stderr.startswith("bookorbit-desktop: 127.0.0.1:")
    assert refused.stderr.endswith("can't be reached. Try again later.\n")


def test_as_long_as_there_is_no_web_site_nobody_is_asked(newcomer: Program) -> None:
    assert "no web site yet" in newcomer.run("new-version").stdout
    assert "no web site yet" in newcomer.run("new-version", "--look", code=1).stderr
