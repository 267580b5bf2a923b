"""When a sign-in is renewed, until when it is good, and how the password store keeps it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.domain.hardcover.sign_in import SCOPES, SignIn, Tokens
from bookorbit_desktop.hardcover.oauth import challenge

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
WEEK = timedelta(days=7)
moments = st.datetimes(timezones=st.just(UTC))


def sign_in(**changes: object) -> SignIn:
    values: dict[str, object] = {
        "chain": "c",
        "client_id": "bookorbit",
        "token_address": "http://127.0.0.1/oauth2/token",
        "revocation_address": "http://127.0.0.1/oauth2/revoke",
        "scopes": SCOPES,
        "signed_in_at": NOW,
        "renewed_at": NOW,
        "access_ends_at": NOW + WEEK,
        "access": "hc_at_1",
        "refresh": "hc_rt_1",
    }
    return SignIn(**values | changes)  # type: ignore[arg-type]


@given(moments, moments, moments, st.text(), st.text(), st.lists(st.text()))
def test_what_the_password_store_gives_back_is_what_it_was_given(
    signed_in: datetime, renewed: datetime, ends: datetime, access: str, refresh: str, scopes: list[str]
) -> None:
    kept = sign_in(
        signed_in_at=signed_in,
        renewed_at=renewed,
        access_ends_at=ends,
        access=access,
        refresh=refresh,
        scopes=tuple(scopes),
    )
    assert SignIn.from_text(kept.as_text()) == kept


@pytest.mark.parametrize(
    "text", ["", "hc_pat_1", "[]", "{}", '{"access": 1}', '{"signed_in_at": "never"}', "null"]
)
def test_any_other_text_is_no_sign_in(text: str) -> None:
    assert SignIn.from_text(text) is None


def test_a_week_is_renewed_on_its_last_day_and_not_before() -> None:
    assert not sign_in().is_due(NOW + timedelta(days=5, hours=23))
    assert sign_in().is_due(NOW + timedelta(days=6))


def test_an_hour_is_not_renewed_with_each_request() -> None:
    short = sign_in(access_ends_at=NOW + timedelta(hours=1))
    assert not short.is_due(NOW + timedelta(minutes=50))
    assert short.is_due(NOW + timedelta(minutes=52))


def test_a_renewal_keeps_since_when_and_moves_the_end() -> None:
    later = NOW + timedelta(days=6)
    fresh = sign_in().renewed(Tokens("hc_at_2", "hc_rt_2", WEEK.total_seconds(), ()), later)
    assert (fresh.chain, fresh.signed_in_at, fresh.scopes) == ("c", NOW, SCOPES)
    assert (fresh.access, fresh.refresh, fresh.access_ends_at) == ("hc_at_2", "hc_rt_2", later + WEEK)
    assert fresh.good_until == later + timedelta(days=182)


def test_what_was_not_allowed_is_named() -> None:
    assert sign_in(scopes=("read:catalog", "read:me:content")).missing == ("read:library", "write:library")


def test_neither_token_is_in_what_is_printed_of_it() -> None:
    assert "hc_" not in repr(sign_in())
    assert "hc_" not in repr(Tokens("hc_at_1", "hc_rt_1", 1.0, ()))


def test_the_challenge_is_that_of_the_standards_example() -> None:
    """RFC 7636, appendix B."""
    assert (
        challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    )
