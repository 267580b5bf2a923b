"""Paints a year in review for the command line."""

import multiprocessing
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor

from bookorbit_desktop.domain.reading.year import YearInReview


def paint_year(review: YearInReview, covers: Mapping[int, str], kind: str) -> bytes:
    """Return a "png" or "pdf" file. Blocks.

    Runs in a separate process: Qt needs the main thread, which a server without a window cannot spare.
    """
    from bookorbit_desktop.ui.statistics.year_pages import year_file

    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(year_file, review, covers, kind).result()
