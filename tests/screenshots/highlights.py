"""The page of highlights: long ones, short ones, other scripts, notes and bookmarks; one in full; the export."""

import os
import tempfile
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from bookorbit_desktop.domain.base.ids import BookId
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.hardcover.catalogue import Privacy
from bookorbit_desktop.domain.hardcover.quotes import (
    AddQuote,
    QuoteKinds,
    QuoteRules,
    QuoteState,
    SentQuote,
    quotation,
    write_text,
    writes_text,
)
from bookorbit_desktop.domain.hardcover.sync_run import ItemOutcome, SyncItem
from bookorbit_desktop.domain.highlights.annotations import AnnotationQuery
from bookorbit_desktop.domain.highlights.words import TaughtWord
from bookorbit_desktop.domain.library.listing import BookQuery
from bookorbit_desktop.domain.library.sync_state import HardcoverState
from bookorbit_desktop.domain.usb.files import Annotation, AnnotationKind
from bookorbit_desktop.storage.highlights.words import WordRepository
from bookorbit_desktop.ui.highlights.carry_dialog import CarryDialog
from bookorbit_desktop.ui.highlights.export_dialog import ExportDialog
from bookorbit_desktop.ui.highlights.page import HighlightDialog
from bookorbit_desktop.ui.highlights.quotes import BeginQuotes
from bookorbit_desktop.ui.highlights.words_dialog import WordsDialog
from bookorbit_desktop.ui.sync.preview import QuotesDialog
from tests.annotations import KINDLE, KOBO, MADE, book_of, highlight
from tests.integration.devices.device_tree import DeviceTree
from tests.ui.harness import Ui

LONG = (
    "The tide came in as it always did, without asking, and by the time the ferryman had counted the lanterns "
    "twice the whole lower harbour was a mirror in which the town, upside down, went on with its evening. "
    "Nobody who has not stood there can know how quiet it is, or how long a person can listen to it before the "
    "first word of any story seems possible at all; and then, of course, somebody always laughs."
)
IN_ALL_LONG = "mirror ferryman"
_COLOURS = ("yellow", "red", "green", "blue", "purple", "")


def fill(ui: Ui) -> None:
    """Highlights in a dozen books, once; another screen may have imported some."""
    if ui.services.annotations.queries.ids(AnnotationQuery(text=IN_ALL_LONG)):
        return
    books = ui.services.book_list.rows(BookQuery())[:12]
    for index, row in enumerate(books):
        digest = f"{index:032x}"
        made = MADE + timedelta(days=11 * index)
        annotations = [
            highlight(1, LONG[index * 9 :], created=made, color=_COLOURS[index % 6], page_number=12 + index),
            highlight(
                2, "Salt keeps.", created=made, note="Say this to Hanne." if index % 2 else "", page_number=40
            ),
        ]
        if index == 0:
            annotations += [
                highlight(
                    3, "הים לא שואל, והנמל כולו הפך לראי.", note="לזכור את זה", color="cyan", created=made
                ),
                highlight(
                    4, "潮はいつものように尋ねもせずに満ちてきて、港はひとつの鏡になった。" * 4, created=made
                ),
                Annotation(
                    AnnotationKind.BOOKMARK,
                    text="in Chapter 5",
                    chapter="Chapter 5",
                    page="/body/DocFragment[5]",
                ),
            ]
        book = book_of(*annotations, digest=digest, title=row.title, path=str(index))
        ui.services.annotations.import_books([(book, row.id)], KINDLE if index % 3 else KOBO)


def details(ui: Ui, parent: QWidget) -> QWidget:
    """A long highlight with a note, in full."""
    fill(ui)
    (first, *_) = ui.services.annotations.queries.ids(AnnotationQuery(text=IN_ALL_LONG))
    (kept,) = ui.services.annotations.queries.rows_of([first])
    dialog = HighlightDialog(ui.context, kept, parent)
    dialog.show()
    return dialog


def carrying(ui: Ui, parent: QWidget) -> QWidget:
    """What another reader would get, and what it would not."""
    fill(ui)
    tree = DeviceTree(Path(tempfile.mkdtemp()) / "KOBOeReader")
    for index in range(6):
        path = f"/mnt/onboard/Book {index}.epub"
        if index != 4:
            tree.book(path)
        tree.sidecar(path, partial_md5_checksum=f"{index:032x}", last_xpointer="/body", annotations=[])
    ui.mounted = [os.fsencode(tree.root)]
    dialog = CarryDialog(ui.context, parent)
    dialog.show()
    ui.until(lambda: dialog.act.isEnabled())
    return dialog


def export(ui: Ui, parent: QWidget) -> QWidget:
    """The export with its preview."""
    fill(ui)
    count = ui.services.annotations.queries.count()
    dialog = ExportDialog(ui.context, AnnotationQuery(), count, parent)
    dialog.show()
    ui.until(lambda: dialog.preview.toPlainText())
    return dialog


def words(ui: Ui, host: QWidget) -> QWidget:
    """Words of several books, short, long and in other scripts."""
    titles = [row.title for row in ui.services.book_list.rows(BookQuery())[:3]]
    taught = [
        TaughtWord(word, titles[index % 3], before, after, 1_774_700_000 - index * 40_000, index, index % 3)
        for index, (word, before, after) in enumerate(
            (
                ("mirror", "twice the whole lower harbour was a", "in which the town, upside down, went on"),
                ("ferryman", "by the time the", "had counted the lanterns"),
                ("נמל", "הים לא שואל, וה", "כולו הפך לראי"),
                ("Donaudampfschifffahrtsgesellschaftskapitän", "der", "sprach leise"),
                ("港", "", "はひとつの鏡になった"),
                ("wharf", "", ""),
            )
        )
    ]
    repository = WordRepository(ui.services.database)
    ui.services.database.write(lambda: repository.put(taught))
    dialog = WordsDialog(ui.context, host)
    dialog.show()
    ui.until(lambda: len(dialog.model.rows) == len(taught))
    dialog.list.setCurrentIndex(dialog.model.index(0))
    return dialog


def begin(ui: Ui, parent: QWidget) -> QWidget:
    """The question before highlights are sent."""
    fill(ui)
    dialog = BeginQuotes(ui.services.quotes.older(), parent)
    dialog.show()
    return dialog


def send(ui: Ui) -> None:
    """Highlights in each state on Hardcover."""
    fill(ui)
    services = ui.services
    services.quotes.switch(QuoteKinds.BOTH, with_older=True)
    services.preferences.change(hardcover_quote_privacy=Privacy.PUBLIC)
    number = 0
    states = (QuoteState.SENT, QuoteState.THEIRS, QuoteState.GONE, QuoteState.REMOVED, QuoteState.UNWANTED)
    for work in services.quote_store.work(None):
        for mark in work.highlights[:1] if work.book.obstacle else work.highlights:
            state = states[number % len(states)]
            number += 1
            if number % 7 == 0:
                continue
            content = quotation(mark, work.book, services.quote_store.rules)
            quote = SentQuote(mark.id, work.book.record_id, journal_id=number, content=content, state=state)
            services.database.write(
                partial(services.quote_repository.put, quote, services.quote_store.account)
            )


def quotes_to_send(ui: Ui, parent: QWidget) -> QWidget:
    """The texts of the preview: long, noted, in other scripts."""
    fill(ui)
    writes = []
    for work in ui.services.quote_store.work(None)[:3]:
        rules = QuoteRules(QuoteKinds.BOTH)
        for mark in work.highlights:
            content = quotation(mark, replace(work.book, pages=320), rules)
            writes.append(AddQuote(SentQuote(mark.id), replace(content, page=mark.id * 7)))
    texts = tuple(write_text(write) for write in writes)
    item = SyncItem(
        BookId(1), "Harbour", ItemOutcome.SENT, HardcoverState.SYNCED, Message(""), writes_text(writes), texts
    )
    dialog = QuotesDialog([item], parent)
    dialog.show()
    return dialog


def no_words(ui: Ui, host: QWidget) -> QWidget:
    """Before any device has sent one."""
    dialog = WordsDialog(ui.context, host)
    dialog.show()
    ui.until(lambda: dialog.nothing.isVisible() and not ui.tasks.is_busy)
    return dialog
