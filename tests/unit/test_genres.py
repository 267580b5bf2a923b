"""Genres as they are shown."""

from bookorbit_desktop.domain.library.metadata import tidy_genres


def test_a_joined_subject_becomes_its_parts() -> None:
    assert tidy_genres(["England -- Fiction"]) == ("England", "Fiction")


def test_each_part_stands_once_whatever_its_case() -> None:
    subjects = ["Fiction", "Sisters -- fiction", "England--Social life -- 19th century"]
    assert tidy_genres(subjects) == ("Fiction", "Sisters", "England", "Social life", "19th century")


def test_what_is_no_subject_leaves_nothing() -> None:
    assert tidy_genres(["", " -- ", "--"]) == ()


def test_one_hyphen_and_a_dash_join_nothing() -> None:
    assert tidy_genres(["Science-Fiction", "War – History"]) == ("Science-Fiction", "War – History")
