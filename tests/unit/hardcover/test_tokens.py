import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.hardcover.tokens import normalise_token, scrub

TOKEN = "hc_pat_4f9d2c1b"


@pytest.mark.parametrize(
    "pasted",
    [
        TOKEN,
        f"Bearer {TOKEN}",
        f"bearer   {TOKEN}\n",
        f"BEARER {TOKEN}",
        f"  {TOKEN}\r\n",
        f"Authorization: Bearer {TOKEN}",
        "hc_pat_\n4f9d2c1b",
        f"Bearer\n{TOKEN}",
    ],
)
def test_a_pasted_token_is_reduced_to_itself(pasted: str) -> None:
    assert normalise_token(pasted) == TOKEN


@pytest.mark.parametrize("pasted", ["", "  \n", "Bearer ", "Authorization: Bearer"])
def test_nothing_is_left_of_a_paste_without_a_token(pasted: str) -> None:
    assert normalise_token(pasted) == ""


def test_a_token_that_begins_like_bearer_is_kept() -> None:
    assert normalise_token("bearertoken") == "bearertoken"


@pytest.mark.parametrize(
    "secret",
    ["hc_pat_abc123", "hc_at_abc.def", "hc_rt_x-y_z", "eyJhbGciOi.eyJzdWIi.sig-nature_1", "Bearer odd-token"],
)
def test_scrubbing_removes_everything_that_looks_like_a_token(secret: str) -> None:
    scrubbed = scrub(f'request failed: "{secret}" was refused')
    assert secret.removeprefix("Bearer ") not in scrubbed
    assert scrubbed.startswith("request failed: ")
    assert scrubbed.endswith("was refused")


def test_scrubbing_removes_the_current_token_whatever_it_looks_like() -> None:
    assert scrub("no such key: opaque-1", "opaque-1") == "no such key: [hidden]"


@given(st.text(), st.text(alphabet="abcdefXYZ019_-.", min_size=1), st.text())
def test_no_personal_access_token_survives(before: str, tail: str, after: str) -> None:
    assert f"hc_pat_{tail}" not in scrub(f"{before} hc_pat_{tail} {after}")
