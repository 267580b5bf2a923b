"""The command for words that were looked up on devices: words."""

import argparse
import asyncio

from bookorbit_desktop.cli.arguments import printable_text
from bookorbit_desktop.cli.console import Console
from bookorbit_desktop.cli.subjects import Parsers, Subject
from bookorbit_desktop.domain.base.moments import iso_time
from bookorbit_desktop.domain.highlights.words import LookedUpWord
from bookorbit_desktop.services.container import Services
from bookorbit_desktop.services.highlights.words import WordFormat


def add_arguments(parsers: Parsers) -> None:
    """Add the arguments of this command."""
    parser = parsers["words"]
    parser.add_argument("--search", type=printable_text, default="", metavar="WORDS")
    parser.add_argument(
        "--output", type=printable_text, default="", metavar="FILE", help="write them to a file instead"
    )
    parser.add_argument("--format", choices=list(WordFormat), default=WordFormat.CSV)
    parser.add_argument("--json", action="store_true")


async def words(services: Services, arguments: argparse.Namespace, console: Console) -> int:
    """`words`."""
    found = await asyncio.to_thread(services.words.words, arguments.search)
    if arguments.output:
        path = console.cwd / arguments.output
        await asyncio.to_thread(services.words.export, found, WordFormat(arguments.format), path)
        console.say(f"Words written to {arguments.output}: {len(found)}.")
    elif arguments.json:
        console.dump([_document(word) for word in found])
    else:
        rows = [(word.word, word.title, word.context, iso_time(word.looked_up_at)) for word in found]
        console.table(("WORD", "BOOK", "CONTEXT", "LOOKED UP"), rows)
    return 0


def _document(word: LookedUpWord) -> dict[str, object]:
    return {
        "word": word.word,
        "title": word.title,
        "book_id": word.book_id,
        "before": word.before,
        "after": word.after,
        "looked_up_at": iso_time(word.looked_up_at),
        "reviews": word.reviews,
        "streak": word.streak,
    }


SUBJECT = Subject(add_arguments, {"words": words})
