"""The file that KOReader hands annotations over with: whatever is put into it, nothing in it is lost."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bookorbit_desktop.devices.annotation_files import annotation_item, with_annotations
from bookorbit_desktop.devices.annotations import read_annotation_list
from bookorbit_desktop.devices.lua_table import parse_table
from bookorbit_desktop.devices.lua_values import LuaTable, write_lua
from bookorbit_desktop.domain.highlights.annotations import position_of

TIMES = st.sampled_from(["2025-03-01 12:00:00", "2025-03-02 12:00:00"])
PLACES = st.builds("/body/DocFragment[{}]/body/p/text().0".format, st.integers(1, 4))


@st.composite
def items(draw: st.DrawFn) -> LuaTable:
    """An item as KOReader writes one, or a broken one."""
    texts: dict[str, str | None] = {
        "datetime": draw(TIMES),
        "datetime_updated": draw(st.none() | TIMES),
        "drawer": draw(st.none() | st.just("lighten")),
        "page": draw(st.none() | PLACES),
        "pos0": draw(st.none() | PLACES),
        "pos1": draw(st.none() | PLACES),
        "text": draw(st.text(max_size=3)),
        "note": draw(st.none() | st.text(max_size=3)),
    }
    return LuaTable([(name.encode(), text.encode()) for name, text in texts.items() if text is not None])


def file_of(found: list[LuaTable]) -> LuaTable:
    return LuaTable([(b"annotations", LuaTable(enumerate(found, start=1))), (b"device_id", b"THIRD")])


@given(st.none() | st.lists(items(), max_size=5), st.lists(items(), max_size=5))
def test_added_highlights_never_remove_those_in_the_file(
    before: list[LuaTable] | None, added: list[LuaTable]
) -> None:
    told = read_annotation_list(file_of(added))
    content = None if before is None else write_lua(file_of(before))

    after = parse_table(with_annotations(content, told, b"here"))

    there = read_annotation_list(file_of(before or []))
    found = read_annotation_list(after)
    carried = [one for one in told if annotation_item(one) is not None]
    assert Counter(map(position_of, found)) >= Counter(map(position_of, there))
    assert {position_of(one) for one in found} == {position_of(one) for one in (*there, *carried)}
    assert after.text("device_id") == ("bookorbit-desktop" if before is None else "THIRD")
    assert parse_table(with_annotations(write_lua(after), told, b"here")) == after


@given(items())
def test_an_item_that_was_read_is_written_as_it_was(item: LuaTable) -> None:
    (annotation,) = read_annotation_list(file_of([item]))
    written: Any = annotation_item(annotation)
    assert written is None or written == item
