"""`status` says what waits, what needs the person, and when something is sent next."""

from datetime import datetime

from tests.acceptance.hardcover import Hardcover
from tests.acceptance.program import Program, until

NOT_MATCHED = "not_matched"


class TestStatus:
    def test_status_says_why_nothing_is_sent_before_the_first_sync(
        self, library: Program, hardcover: Hardcover
    ) -> None:
        library.run("status", "1", "reading")
        status = library.json("status", "--json", env=hardcover.environment)
        assert status["pending"] == 1
        assert status["paused"] == "Automatic sync starts after the first sync you confirm."
        assert status["next_automatic_sync"] is None
        assert status["requests_left_today"] is None

    def test_books_that_need_attention_are_counted_by_state(
        self, library: Program, hardcover: Hardcover
    ) -> None:
        library.run("status", "1", "reading")
        library.run("status", "2", "read")
        library.run("exclude", "2")
        library.run("sync", env=hardcover.environment)
        status = library.json("status", "--json", env=hardcover.environment)
        assert status["pending"] == 0
        assert status["paused"] is None
        assert status["needs_attention"]["excluded"] == 1
        assert status["needs_attention"][NOT_MATCHED] == 0
        assert "Excluded: 1" in library.run("status", env=hardcover.environment).stdout

    def test_a_running_program_says_when_it_sends_and_what_the_day_allows(
        self, library: Program, hardcover: Hardcover
    ) -> None:
        library.run("status", "1", "reading")
        library.serve(env=hardcover.environment)
        library.run("sync")

        def next_sync() -> str | None:
            """There is none before all that runs beside the server has started."""
            told: str | None = library.json("status", "--json")["next_automatic_sync"]
            return told

        assert datetime.fromisoformat(until(next_sync, "the time of the next sync") or "")
        assert library.json("status", "--json")["pending"] == 0

    def test_a_token_that_is_refused_is_the_reason_of_the_pause(
        self, library: Program, hardcover: Hardcover
    ) -> None:
        library.run("status", "1", "reading")
        library.serve(env={**hardcover.environment, "BOOKORBIT_HARDCOVER_TOKEN": "hc_pat_wrong"})
        library.run("sync", code=1)
        status = library.json("status", "--json")
        assert status["paused"].startswith("Hardcover rejected your token.")
        assert status["next_automatic_sync"] is None
        assert status["pending"] == 1
