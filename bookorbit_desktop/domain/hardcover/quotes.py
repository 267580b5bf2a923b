"""Highlights as quotes on Hardcover: which are sent, what they say there, and what is ours to change.

Source of the rules: docs/decisions/behaviour.md, "Quotes"; of the fields: hardcover-api.md section 8.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bookorbit_desktop.domain.base.ids import BookId, EditionId, RecordId
from bookorbit_desktop.domain.base.messages import NOTHING, Message
from bookorbit_desktop.domain.hardcover.catalogue import Privacy
from bookorbit_desktop.domain.library.sync_state import HardcoverState

LONGEST = 5_000
"""Characters of a quote with its note."""
UNANSWERED_FOR = timedelta(minutes=10)
"""How long a quote whose answer was lost may still appear (`late_reads.HELD_FOR`)."""


class QuoteKinds(StrEnum):
    """What is sent."""

    OFF = "off"
    QUOTES = "quotes"
    """Every highlight, without the person's notes."""
    NOTES = "notes"
    """Only highlights with a note, and the note."""
    BOTH = "both"


class QuoteBooks(StrEnum):
    """The books whose highlights are sent. A book's own tick goes before it."""

    ALL = "all"
    SHELF = "shelf"
    CHOSEN = "chosen"


class QuoteState(StrEnum):
    """What became of a quote."""

    WANTED = "wanted"
    """The person asked to send it."""
    SENT = "sent"
    THEIRS = "theirs"
    """The person changed it on Hardcover, or wrote it there."""
    GONE = "gone"
    """The person removed it on Hardcover."""
    UNWANTED = "unwanted"
    """It is to be removed from Hardcover."""
    REMOVED = "removed"
    """We removed it from Hardcover."""


_SAME = Message("Another highlight of this book has the same text.")
_ON_HARDCOVER = (QuoteState.SENT, QuoteState.THEIRS, QuoteState.UNWANTED)


@dataclass(frozen=True, slots=True)
class QuoteRules:
    """The person's settings for quotes."""

    kinds: QuoteKinds = QuoteKinds.OFF
    since: datetime | None = None
    """Highlights made before are not sent; None sends all."""
    privacy: int = Privacy.PRIVATE
    may_be_more_public: bool = False
    """A quote may be seen by more people than its book's entry."""
    spoiler: bool = False
    follows_devices: bool = False
    """A highlight deleted on every device that had it is removed from Hardcover."""


@dataclass(frozen=True, slots=True)
class QuoteBook:
    """What decides about a book's highlights."""

    book_id: BookId | None
    """None for highlights of no book in the library."""
    title: str
    record_id: RecordId | None = None
    edition_id: EditionId | None = None
    pages: int | None = None
    obstacle: Message = NOTHING
    """Why nothing of this book is sent."""
    entry_privacy: int = Privacy.PRIVATE
    is_chosen: bool = True
    state: HardcoverState = HardcoverState.SYNCED
    """Of the book's reading."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A highlight as the library has it; bookmarks are none."""

    id: int
    book_id: BookId | None
    text: str
    note: str = ""
    created: datetime | None = None
    """By the device's clock, without a time zone."""
    fraction: float | None = None
    """Its own place in the book, 0..1; None if unknown."""
    is_removed: bool = False
    """The person removed it from the list."""
    is_gone: bool = False
    """No device has it any more."""

    @property
    def is_here(self) -> bool:
        """Whether it is in the list and on a device."""
        return not (self.is_removed or self.is_gone)


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a quote says on Hardcover."""

    event: str
    """`quote`, or `note` with words of the reader."""
    entry: str
    action_at: date | None = None
    page: int | None = None
    """Of the edition."""
    possible: int | None = None
    """The edition's pages."""
    percent: float | None = None
    """0..100."""
    privacy_id: int = Privacy.PRIVATE
    spoiler: bool = False

    def is_shown_by(self, row: "QuoteRow") -> bool:
        """Whether a row still says what was sent; a place that Hardcover rounds does not count."""
        return (self.event, same_text(self.entry), self.privacy_id) == (
            row.event,
            same_text(row.entry),
            row.privacy_id,
        )


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote or note in the person's journal on Hardcover."""

    id: int
    record_id: RecordId
    event: str
    entry: str
    privacy_id: int
    action_at: date | None = None
    page: int | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class QuoteLook:
    """The quotes of some records, as Hardcover just showed them."""

    rows: Sequence[QuoteRow]
    at: datetime


@dataclass(frozen=True, slots=True)
class SentQuote:
    """A quote that was sent, or is to be. It belongs to the book that its highlight belongs to."""

    annotation_id: int
    record_id: RecordId | None = None
    edition_id: EditionId | None = None
    journal_id: int | None = None
    """Its number on Hardcover; None until it has one."""
    content: Quotation | None = None
    """What Hardcover acknowledged."""
    pending: Quotation | None = None
    """What was sent and not answered yet."""
    pending_at: datetime | None = None
    state: QuoteState = QuoteState.WANTED
    by_hand: bool = False
    """The person asked for this one, whatever the settings say."""
    held: str = ""
    """A text that was taken back by an undo: only a later change is sent."""
    failure: Message = NOTHING
    """Why Hardcover refused the newest write."""
    id: int | None = None
    """None until it is stored."""


@dataclass(frozen=True, slots=True)
class AddQuote:
    """Add a quote (`insert_reading_journal`)."""

    quote: SentQuote
    content: Quotation


@dataclass(frozen=True, slots=True)
class ChangeQuote:
    """Change our quote (`update_reading_journal`)."""

    quote: SentQuote
    content: Quotation


@dataclass(frozen=True, slots=True)
class RemoveQuote:
    """Remove our quote (`delete_reading_journal`)."""

    quote: SentQuote


QuoteWrite = AddQuote | ChangeQuote | RemoveQuote


@dataclass(frozen=True, slots=True)
class QuotePlan:
    """What is to be written for a book, and what a look at Hardcover has settled."""

    writes: tuple[QuoteWrite, ...] = ()
    settled: tuple[SentQuote, ...] = ()
    """Quotes that changed without a request."""
    unanswered: int = 0
    """Quotes that may still appear there."""


class QuoteStatus(StrEnum):
    """What the person is told about a highlight."""

    SENT = "sent"
    CHANGED = "changed"
    """It was changed here since; the next sync sends that."""
    WAITING = "waiting"
    """The next sync sends or removes it."""
    THEIRS = "theirs"
    GONE = "gone"
    REMOVED = "removed"
    ELSEWHERE = "elsewhere"
    """It stands under the record that the book was matched to before."""
    NOT_SENT = "not_sent"
    OFF = "off"
    """Nothing is sent by itself."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """The state of a highlight on Hardcover, and why."""

    status: QuoteStatus
    reason: Message = NOTHING
    record_id: RecordId | None = None
    """The record under which it stands; None if Hardcover doesn't have it."""

    @property
    def link(self) -> str | None:
        """The page of the book on Hardcover, if it is there."""
        return None if self.record_id is None else f"https://hardcover.app/id/book/{self.record_id}"


def same_text(text: str) -> str:
    """A text with single spaces, by which two highlights are the same."""
    return " ".join(text.split())


def event_of(highlight: Highlight, kinds: QuoteKinds) -> str:
    """`note` if words of the reader are sent, otherwise `quote`."""
    return "note" if highlight.note.strip() and kinds is not QuoteKinds.QUOTES else "quote"


def quotation(
    highlight: Highlight, book: QuoteBook, rules: QuoteRules, kinds: QuoteKinds | None = None
) -> Quotation:
    """What a highlight says on Hardcover: the quotation, a blank line, the note."""
    event = event_of(highlight, kinds or rules.kinds)
    parts = [highlight.text, highlight.note if event == "note" else ""]
    page = possible = None
    if highlight.fraction is not None and book.pages:
        possible = book.pages
        page = max(1, min(possible, round(highlight.fraction * possible)))
    privacy = rules.privacy if rules.may_be_more_public else max(rules.privacy, book.entry_privacy)
    return Quotation(
        event,
        "\n\n".join(part for part in parts if part.strip()),
        highlight.created.date() if highlight.created else None,
        page,
        possible,
        None if highlight.fraction is None else round(100 * highlight.fraction, 2),
        privacy,
        rules.spoiler,
    )


def why_never(highlight: Highlight) -> Message:
    """Why a highlight can't be sent at all; empty if it can."""
    if not same_text(highlight.text + highlight.note):
        return Message("It has no text.")
    if len(highlight.text) + len(highlight.note) > LONGEST:
        return Message("It's longer than {0} characters. Send a shorter one.", LONGEST)
    return NOTHING


def why_not(highlight: Highlight, book: QuoteBook, rules: QuoteRules) -> Message:
    """Why the settings don't send a highlight; empty if they do."""
    if rules.kinds is QuoteKinds.OFF:
        return Message("Sending highlights to Hardcover is off.")
    if not book.is_chosen:
        return Message("You didn't choose this book for sending highlights.")
    if rules.kinds is QuoteKinds.NOTES and not highlight.note.strip():
        return Message("It has no note, and only notes are sent.")
    if rules.since is not None and _made_before(highlight, rules.since):
        return Message("You made it before you turned sending on.")
    return NOTHING


def _made_before(highlight: Highlight, since: datetime) -> bool:
    """Without a date it is an old one: readers have stored it for years."""
    made = highlight.created
    return made is None or made < since.astimezone().replace(tzinfo=None)


def plan_quotes(
    book: QuoteBook,
    highlights: Sequence[Highlight],
    sent: Sequence[SentQuote],
    rules: QuoteRules,
    look: QuoteLook | None = None,
) -> QuotePlan:
    """What to write for a book. Without a look at its records on Hardcover, what that would probably be."""
    return _Planning(book, highlights, sent, rules, look).plan()


@dataclass(slots=True)
class _Planning:
    book: QuoteBook
    highlights: Sequence[Highlight]
    sent: Sequence[SentQuote]
    rules: QuoteRules
    look: QuoteLook | None
    writes: list[QuoteWrite] = field(default_factory=list)
    settled: list[SentQuote] = field(default_factory=list)
    unanswered: int = 0
    placed: set[str] = field(default_factory=set)
    """The texts that are on Hardcover, or on their way."""

    def plan(self) -> QuotePlan:
        known = {quote.journal_id for quote in self.sent}
        rows = self.look.rows if self.look else ()
        free = [row for row in rows if row.id not in known]
        current = [self._settle(quote, free) for quote in self.sent]
        current = self._with_moved(current)
        paired = {highlight.id: highlight for highlight in self.highlights}
        self.placed = {
            _text(paired[quote.annotation_id])
            for quote in current
            if quote.annotation_id in paired
            and quote.record_id == self.book.record_id
            and (quote.state in _ON_HARDCOVER or quote.pending is not None)
        }
        for quote in current:
            self._plan_sent(quote, paired.get(quote.annotation_id))
        self._plan_new(current, free)
        return QuotePlan(tuple(self.writes), tuple(self.settled), self.unanswered)

    def _settle(self, quote: SentQuote, free: list[QuoteRow]) -> SentQuote:
        """What the rows on Hardcover say about a quote."""
        if self.look is None:
            return quote
        after = _found(quote, self.look, free)
        if after != quote:
            self.settled.append(after)
        return after

    def _with_moved(self, sent: Sequence[SentQuote]) -> list[SentQuote]:
        """Pair quotes whose highlight is away with one of the same text: a reader has anchored it anew."""
        here = {highlight.id for highlight in self.highlights if highlight.is_here}
        taken = {quote.annotation_id for quote in sent}
        free = {
            same_text(highlight.text): highlight
            for highlight in self.highlights
            if highlight.is_here and highlight.id not in taken
        }
        texts = {highlight.id: same_text(highlight.text) for highlight in self.highlights}
        paired = []
        for quote in sent:
            moved = free.get(texts.get(quote.annotation_id, ""))
            if quote.annotation_id not in here and quote.state in _ON_HARDCOVER and moved is not None:
                quote = replace(quote, annotation_id=moved.id)
                self.settled = [known for known in self.settled if known.id != quote.id] + [quote]
                del free[same_text(moved.text)]
            paired.append(quote)
        return paired

    def _plan_sent(self, quote: SentQuote, highlight: Highlight | None) -> None:
        if quote.pending is not None and quote.journal_id is None:
            self.unanswered += 1
            return
        if quote.state is QuoteState.UNWANTED and quote.journal_id is not None:
            self.writes.append(RemoveQuote(quote))
            return
        if self.book.obstacle or highlight is None:
            return
        if quote.state is QuoteState.WANTED and highlight.is_here:
            self._plan_wanted(quote, highlight)
        elif quote.state is QuoteState.SENT:
            is_on = self.rules.kinds is not QuoteKinds.OFF
            if highlight.is_gone and not highlight.is_removed and self.rules.follows_devices and is_on:
                self.writes.append(RemoveQuote(quote))
            elif highlight.is_here and (is_on or quote.by_hand):
                self._plan_change(quote, highlight)

    def _plan_wanted(self, quote: SentQuote, highlight: Highlight) -> None:
        if _text(highlight) not in self.placed and not _why_waits(quote, highlight, self.book, self.rules):
            self.placed.add(_text(highlight))
            self.writes.append(AddQuote(self._placed(quote), self._content(highlight, quote)))

    def _plan_change(self, quote: SentQuote, highlight: Highlight) -> None:
        before = quote.content
        if before is None or why_never(highlight):
            return
        content = self._content(highlight, quote)
        is_same = (content.event, content.entry) == (before.event, before.entry)
        if is_same or content.entry == quote.held:
            return
        self.writes.append(
            ChangeQuote(quote, replace(content, privacy_id=before.privacy_id, spoiler=before.spoiler))
        )

    def _plan_new(self, sent: Sequence[SentQuote], free: list[QuoteRow]) -> None:
        if self.book.obstacle:
            return
        texts = {highlight.id: _text(highlight) for highlight in self.highlights}
        covered = {texts.get(quote.annotation_id, "") for quote in sent}
        covered |= {same_text(quote.content.entry) for quote in sent if quote.content is not None}
        known = {quote.annotation_id for quote in sent}
        for highlight in self.highlights:
            text = _text(highlight)
            if highlight.id in known or text in covered or not highlight.is_here:
                continue
            if why_never(highlight) or why_not(highlight, self.book, self.rules):
                continue
            covered.add(text)
            quote = self._placed(SentQuote(highlight.id))
            content = self._content(highlight, quote)
            there = next((row for row in _of(quote, free) if _says(row, content, highlight)), None)
            if there is None:
                self.writes.append(AddQuote(quote, content))
            else:
                free.remove(there)
                self.settled.append(replace(quote, journal_id=there.id, state=QuoteState.THEIRS))

    def _content(self, highlight: Highlight, quote: SentQuote) -> Quotation:
        kinds = QuoteKinds.BOTH if quote.by_hand else self.rules.kinds
        return quotation(highlight, self.book, self.rules, kinds)

    def _placed(self, quote: SentQuote) -> SentQuote:
        return replace(quote, record_id=self.book.record_id, edition_id=self.book.edition_id)


def _found(quote: SentQuote, look: QuoteLook, free: list[QuoteRow]) -> SentQuote:
    """A quote by what Hardcover shows; takes the row of a quote that had no number from `free`."""
    if quote.journal_id is None:
        return _found_by_text(quote, look, free)
    answered = replace(quote, pending=None, pending_at=None)
    row = next((row for row in look.rows if row.id == quote.journal_id), None)
    if row is None:
        ours = quote.state is QuoteState.UNWANTED
        return replace(answered, state=QuoteState.REMOVED if ours else QuoteState.GONE)
    if quote.state is QuoteState.THEIRS:
        return quote
    if quote.pending is not None and quote.pending.is_shown_by(row):
        return replace(answered, content=quote.pending)
    if quote.content is not None and quote.content.is_shown_by(row):
        return answered
    return replace(answered, state=QuoteState.THEIRS)


def _found_by_text(quote: SentQuote, look: QuoteLook, free: list[QuoteRow]) -> SentQuote:
    """A quote whose answer was lost: added by now, still on its way, or never added."""
    if quote.pending is None:
        return quote
    answered = replace(quote, pending=None, pending_at=None)
    row = next((row for row in _of(quote, free) if quote.pending.is_shown_by(row)), None)
    if row is not None:
        free.remove(row)
        state = QuoteState.SENT if quote.state is QuoteState.WANTED else quote.state
        return replace(answered, journal_id=row.id, content=quote.pending, state=state)
    if _may_appear(quote, look.at):
        return quote
    is_over = quote.state is QuoteState.UNWANTED
    return replace(answered, state=QuoteState.REMOVED if is_over else quote.state)


def found_again(quote: SentQuote, look: QuoteLook, known: Collection[int]) -> SentQuote:
    """A quote by what Hardcover shows; `known`: the numbers of all that are known here."""
    return _found(quote, look, [row for row in look.rows if row.id not in known])


def undoing(quote: SentQuote, before: Quotation | None) -> QuoteWrite | None:
    """What puts a quote back to what it said before our writes; None if it is so already."""
    if quote.journal_id is None or quote.state in (QuoteState.GONE, QuoteState.REMOVED):
        is_ours = quote.state is QuoteState.REMOVED
        return AddQuote(quote, before) if before is not None and is_ours else None
    if before is None:
        return RemoveQuote(quote)
    is_back = quote.content is not None and quote.content.entry == before.entry
    return None if is_back else ChangeQuote(quote, before)


def _text(highlight: Highlight) -> str:
    """By what a highlight is the same as another one of its book."""
    return same_text(highlight.text) or same_text(highlight.note)


def _of(quote: SentQuote, rows: Iterable[QuoteRow]) -> Iterable[QuoteRow]:
    return (row for row in rows if row.record_id == quote.record_id)


def _may_appear(quote: SentQuote, now: datetime) -> bool:
    """Whether a quote without an answer may still be added by a request that is under way."""
    return quote.pending_at is not None and timedelta(0) <= now - quote.pending_at < UNANSWERED_FOR


def _why_waits(quote: SentQuote, highlight: Highlight, book: QuoteBook, rules: QuoteRules) -> Message:
    """Why a quote that is to be sent can't be; empty if it can."""
    return (
        book.obstacle
        or why_never(highlight)
        or (NOTHING if quote.by_hand else why_not(highlight, book, rules))
    )


def _says(row: QuoteRow, content: Quotation, highlight: Highlight) -> bool:
    """Whether the person, or another program of theirs, has put this highlight there already."""
    return same_text(row.entry) in (same_text(content.entry), same_text(highlight.text))


def views(
    book: QuoteBook,
    highlights: Sequence[Highlight],
    sent: Sequence[SentQuote],
    rules: QuoteRules,
) -> dict[int, QuoteView]:
    """The state of each of a book's highlights on Hardcover, from what is stored."""
    by_id = {quote.annotation_id: quote for quote in sent}
    planned = plan_quotes(book, highlights, sent, rules)
    written = {write.quote.annotation_id: write for write in planned.writes}
    return {
        highlight.id: _view(highlight, book, by_id.get(highlight.id), written, rules)
        for highlight in highlights
    }


def _view(
    highlight: Highlight,
    book: QuoteBook,
    quote: SentQuote | None,
    written: Mapping[int, QuoteWrite],
    rules: QuoteRules,
) -> QuoteView:
    write = written.get(highlight.id)
    if quote is None:
        if write is not None:
            return QuoteView(QuoteStatus.WAITING, Message("The next sync sends it."))
        is_off = rules.kinds is QuoteKinds.OFF
        status = QuoteStatus.OFF if is_off else QuoteStatus.NOT_SENT
        return QuoteView(status, _why_not_sent(highlight, book, rules))
    if quote.state in _ON_HARDCOVER:
        return replace(_view_of_sent(quote, book, write), record_id=quote.record_id)
    return _view_of_absent(quote, highlight, book, rules, write)


def _view_of_sent(quote: SentQuote, book: QuoteBook, write: QuoteWrite | None) -> QuoteView:
    if quote.state is QuoteState.UNWANTED:
        return QuoteView(QuoteStatus.WAITING, Message("The next sync removes it from Hardcover."))
    if quote.state is QuoteState.THEIRS:
        return QuoteView(QuoteStatus.THEIRS, Message("You wrote or changed it on Hardcover; that stays."))
    if isinstance(write, RemoveQuote):
        return QuoteView(QuoteStatus.WAITING, Message("The next sync removes it from Hardcover."))
    if write is not None:
        text = Message("Changed since. The next sync sends the change.")
        return QuoteView(QuoteStatus.CHANGED, quote.failure or text)
    if quote.record_id != book.record_id:
        return QuoteView(
            QuoteStatus.ELSEWHERE, Message("It stands under the book that you had matched before.")
        )
    return QuoteView(QuoteStatus.SENT)


def _view_of_absent(
    quote: SentQuote,
    highlight: Highlight,
    book: QuoteBook,
    rules: QuoteRules,
    write: QuoteWrite | None,
) -> QuoteView:
    if quote.state is QuoteState.WANTED:
        if obstacle := _why_waits(quote, highlight, book, rules):
            return QuoteView(QuoteStatus.NOT_SENT, obstacle)
        if write is None:
            return QuoteView(QuoteStatus.NOT_SENT, _SAME)
        return QuoteView(QuoteStatus.WAITING, quote.failure or Message("The next sync sends it."))
    if quote.state is QuoteState.GONE:
        return QuoteView(
            QuoteStatus.GONE, Message("You removed it on Hardcover, so it isn't sent again by itself.")
        )
    return QuoteView(QuoteStatus.REMOVED, Message("It was removed from Hardcover again."))


def _why_not_sent(highlight: Highlight, book: QuoteBook, rules: QuoteRules) -> Message:
    if rules.kinds is QuoteKinds.OFF:
        return why_not(highlight, book, rules)
    if highlight.is_removed:
        return Message("You removed it from your highlights.")
    return (
        book.obstacle
        or why_never(highlight)
        or why_not(highlight, book, rules)
        or (Message("No device has it any more.") if highlight.is_gone else NOTHING)
        or _SAME
    )


_SHOWN = 160
"""Characters of a quote in the log."""


def write_text(write: QuoteWrite, *, shortened: bool = False) -> Message:
    """A write as text, such as "quote, page 12: It was the best of times"."""
    before = write.quote.content
    if isinstance(write, RemoveQuote):
        return Message("quote removed: {0}", _shown(before, shortened=shortened))
    text = _shown(write.content, shortened=shortened)
    if isinstance(write, ChangeQuote):
        return Message("quote changed: {0} → {1}", _shown(before, shortened=shortened), text)
    is_note, page = write.content.event == "note", write.content.page
    if page is None:
        return Message("quote with note: {0}", text) if is_note else Message("quote: {0}", text)
    if is_note:
        return Message("quote with note, page {0}: {1}", page, text)
    return Message("quote, page {0}: {1}", page, text)


def writes_text(writes: Sequence[QuoteWrite]) -> tuple[Message, ...]:
    """What happens to a book's quotes in few words, such as "12 quotes added"."""
    added = sum(isinstance(write, AddQuote) for write in writes)
    changed = sum(isinstance(write, ChangeQuote) for write in writes)
    removed = len(writes) - added - changed
    return (
        *((Message("%n quote(s) added", count=added),) if added else ()),
        *((Message("%n quote(s) changed", count=changed),) if changed else ()),
        *((Message("%n quote(s) removed", count=removed),) if removed else ()),
    )


def _shown(content: Quotation | None, *, shortened: bool) -> str:
    text = "" if content is None else content.entry
    if not shortened:
        return text
    line = same_text(text)
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
