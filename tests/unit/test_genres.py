"""Genres as they are shown."""

from bookorbit_desktop.domain.library.metadata import tidy_genres


def test_a_joined_subject_becomes_its_parts() -> None:
    assert tidy_genres(["England -- Fiction"]) == ("England", "Fiction")


def test_each_part_stands_once_whatever_its_case() -> None:
    subjects = ["Fiction", "Sisters -- fiction", "England--Social life -- 19th century"]
    assert tidy_genres(subjects) == ("Fiction", "Sisters", "England", "Social life", "19th century")


def test_empty_subjects_and_dashes_give_no_genre() -> None:
    assert tidy_genres(["", " -- ", "--"]) == ()


def test_a_single_hyphen_or_dash_does_not_split_a_genre() -> None:
    assert tidy_genres(["Science-Fiction", "War – History"]) == ("Science-Fiction", "War – History")
