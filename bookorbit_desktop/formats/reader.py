"""Entry point of this package: reads one book file of any format."""

import os
from dataclasses import replace
from typing import BinaryIO, Protocol

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.metadata import BookMetadata, Extraction, FileFormat
from bookorbit_desktop.formats.contents import COVER_LIMIT, Contents, Unreadable
from bookorbit_desktop.formats.detect_format import explained, format_of, metadata_from_name
from bookorbit_desktop.formats.files import describe_failure, filename_md5, open_regular, partial_md5

_PICTURES = (b".jpg", b".jpeg")


class FormatReader(Protocol):
    """Reads a format. Without `picture` it skips the cover, which takes longest."""

    def __call__(self, file: BinaryIO, *, picture: bool = True) -> Contents: ...


def read_file(path: bytes) -> Extraction:
    """Read one file: digests, metadata, thumbnail.

    Never raises for the file's type or content: `problem` then says why, the title comes from the file's
    name, and the digests are still set. `partial_md5` is "" only if not a single byte can be read.
    """
    return _read(path, picture=True)


def read_without_cover(path: bytes) -> Extraction:
    """As `read_file`, in a tenth of the time; `cover_waits` if `read_late_cover` has to be called as well."""
    return _read(path, picture=False)


def read_late_cover(path: bytes) -> Extraction:
    """Return only the thumbnail that `read_without_cover` left out, and `problem` if it cannot be made."""
    try:
        with open_regular(path) as file:
            thumbnail, problem, blames_cover = _thumbnail(_contents(file, _name(path)))
    except (Unreadable, OSError) as error:
        thumbnail, problem, blames_cover = None, _reason(error), False
    return Extraction("", "", BookMetadata(), thumbnail, problem, blames_cover)


def _read(path: bytes, *, picture: bool) -> Extraction:
    try:
        with open_regular(path) as file:
            digest = partial_md5(file)
            try:
                contents = _contents(file, _name(path), picture=picture)
            except Unreadable as error:
                reason = explained(file, format_of(_name(path)), error).message
                return _without_contents(path, digest, reason)
            except OSError as error:
                return _without_contents(path, digest, describe_failure(error))
    except (Unreadable, OSError) as error:
        return _without_contents(path, "", _reason(error))
    has_reader = _reader_for(format_of(_name(path))) is not None
    return replace(_extraction(path, digest, contents), cover_waits=has_reader and not picture)


def read_only_digests(path: bytes, problem: Message) -> Extraction:
    """Return what is known without parsing the file: digests, the title from its name, `problem`."""
    try:
        with open_regular(path) as file:
            digest = partial_md5(file)
    except (Unreadable, OSError):
        digest = ""
    return _without_contents(path, digest, problem)


def read_cover(path: bytes) -> bytes | None:
    """Return the cover at its size in the file, for showing it large; None if there is none.

    For a picture file, the picture itself.
    """
    try:
        with open_regular(path) as file:
            if _name(path).lower().endswith(_PICTURES):
                return file.read(COVER_LIMIT + 1)
            return _contents(file, _name(path)).cover
    except (Unreadable, OSError):
        return None


def read_picture_thumbnail(path: bytes) -> bytes | None:
    """Return a picture file as a small JPEG; None if it is invalid or unreadable."""
    from bookorbit_desktop.formats.cover import thumbnail

    image = read_cover(path)
    return None if image is None else thumbnail(image)


def read_screen_cover(path: bytes) -> Extraction:
    """Return a file's cover for a device's screen in place of the thumbnail; reads nothing else."""
    image = read_cover(path)
    picture = None
    if image is not None:
        from bookorbit_desktop.formats.cover import screen_picture

        picture = screen_picture(image)
    return Extraction("", "", BookMetadata(), picture)


def _contents(file: BinaryIO, name: bytes, *, picture: bool = True) -> Contents:
    read = _reader_for(format_of(name))
    return read(file, picture=picture) if read else Contents(BookMetadata())


def _reader_for(file_format: FileFormat | None) -> FormatReader | None:
    """The reader of a format; None for formats described only by file name.

    Imported on first use: lxml, Pillow and pdfium would delay the window.
    """
    match file_format:
        case FileFormat.EPUB | FileFormat.KEPUB:
            from bookorbit_desktop.formats.epub import read_epub

            return read_epub
        case FileFormat.PDF:
            from bookorbit_desktop.formats.pdf import read_pdf

            return read_pdf
        case FileFormat.MOBI | FileFormat.PRC | FileFormat.AZW | FileFormat.AZW3:
            from bookorbit_desktop.formats.mobi import read_mobi

            return read_mobi
        case FileFormat.CBZ | FileFormat.CBR:
            from bookorbit_desktop.formats.comic import read_comic

            return read_comic
        case FileFormat.FB2:
            from bookorbit_desktop.formats.fb2 import read_fb2

            return read_fb2
        case FileFormat.FB2_ZIP:
            from bookorbit_desktop.formats.fb2 import read_fb2_zip

            return read_fb2_zip
        case _:
            return None


def _extraction(path: bytes, digest: str, contents: Contents) -> Extraction:
    thumbnail, problem, blames_cover = _thumbnail(contents)
    return Extraction(
        partial_md5=digest,
        filename_md5=filename_md5(path),
        metadata=_with_title(contents.metadata, _name(path)),
        thumbnail=thumbnail,
        problem=problem,
        blames_cover=blames_cover,
        title_from_name=not contents.metadata.title,
    )


def _thumbnail(contents: Contents) -> tuple[bytes | None, Message | None, bool]:
    """A thumbnail, the fault in the file, and whether only the cover is affected."""
    if contents.cover is None:
        return None, contents.problem, contents.blames_cover
    from bookorbit_desktop.formats import cover

    thumbnail = cover.thumbnail(contents.cover)
    if contents.problem or thumbnail:
        return thumbnail, contents.problem, contents.blames_cover
    too_large = cover.over_limit(contents.cover)
    return None, too_large, too_large is not None


def _with_title(metadata: BookMetadata, name: bytes) -> BookMetadata:
    if metadata.title:
        return metadata
    named = metadata_from_name(name)
    return replace(metadata, title=named.title, authors=metadata.authors or named.authors)


def _without_contents(path: bytes, digest: str, problem: Message) -> Extraction:
    return Extraction(
        partial_md5=digest,
        filename_md5=filename_md5(path),
        metadata=metadata_from_name(_name(path)),
        problem=problem,
        title_from_name=True,
    )


def _reason(error: Unreadable | OSError) -> Message:
    return error.message if isinstance(error, Unreadable) else describe_failure(error)


def _name(path: bytes) -> bytes:
    return os.path.basename(path)  # noqa: PTH119 (paths are bytes)
