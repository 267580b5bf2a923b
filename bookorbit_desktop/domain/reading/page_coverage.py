"""How much of a text a set of pages covers, whatever their layout."""

from collections.abc import Set


def part_covered(positions: Set[tuple[int, int]]) -> float:
    """The share of the book, 0..1, covered by the intervals [(page - 1) / total, page / total]."""
    totals = {total for _, total in positions}
    if len(totals) == 1:
        (total,) = totals
        return sum(0 < page <= total for page, _ in positions) / total
    covered, until = 0.0, 0.0
    for begin, end in sorted([((page - 1) / total, min(page / total, 1.0)) for page, total in positions]):
        covered += max(0.0, end - max(begin, until))
        until = max(until, end)
    return covered
