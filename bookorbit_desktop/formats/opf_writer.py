"""Changes a book's metadata in a package document, and nothing else.

Each field is changed where `opf` reads it, and only if its value differs. The element with the publication's
unique identifier is never touched, as obfuscated fonts depend on it.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from typing import Final

from lxml import etree

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.library.fields import BookField, value_of
from bookorbit_desktop.domain.library.metadata import BookMetadata, Identifier
from bookorbit_desktop.formats.contents import Unreadable
from bookorbit_desktop.formats.identifiers import normalise_identifier
from bookorbit_desktop.formats.markup import (
    attribute,
    child,
    children,
    clean_line,
    date_text,
    inner_text,
    known_names,
    local_name,
)
from bookorbit_desktop.formats.opf import PUBLICATION_EVENTS, parse_package

WRITTEN: Final = (
    BookField.TITLE,
    BookField.AUTHORS,
    BookField.SERIES,
    BookField.SERIES_INDEX,
    BookField.LANGUAGE,
    BookField.DESCRIPTION,
    BookField.ISBN,
)
"""The fields that are always written into files."""
ON_REQUEST: Final = (BookField.PUBLISHER, BookField.PUBLISHED, BookField.SUBJECTS)
"""Those written only on request."""


_DC: Final = "http://purl.org/dc/elements/1.1/"
_OPF: Final = "http://www.idpf.org/2007/opf"
_DAMAGED: Final = Message(
    "Its package document has errors, and fixing them could lose data. It is left as it is."
)
_TOO_OLD: Final = Message("It's older than EPUB 2, so it is left as it is.")
_UNFIT: Final = Message("A value contains characters that EPUB doesn't allow. Edit it and try again.")


def edit_package(
    data: bytes,
    metadata: BookMetadata,
    now: datetime | None = None,
    *,
    fields: Iterable[BookField] = WRITTEN,
    new_cover: str = "",
) -> bytes:
    """Return the package document with these fields as in `metadata`; its own bytes where it says them already.

    `new_cover` is the address of a JPEG that is new in the book, seen from the package document: its cover from now on.

    Raises:
        Unreadable: it is damaged or of a kind that is not written; it says which.
    """
    current = parse_package(data).metadata
    changed = [field for field in fields if value_of(current, field) != value_of(metadata, field)]
    missing = [
        identifier
        for identifier in metadata.identifiers
        if identifier not in current.identifiers and identifier.scheme != "isbn"
    ]
    if not changed and not missing and not new_cover:
        return data
    editor = _Editor(data)
    try:
        editor.change(metadata, frozenset(changed), missing)
        if new_cover:
            editor.name_cover(new_cover)
        editor.date(now or datetime.now(UTC))
    except ValueError as error:
        raise Unreadable(_UNFIT) from error
    return editor.text()


class _Editor:
    """Edits a package document. Comments, order and spelling are kept wherever nothing changes."""

    def __init__(self, data: bytes) -> None:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=False
        )
        try:
            self._tree = etree.parse(BytesIO(data), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Unreadable(_DAMAGED) from error
        self._root = self._tree.getroot()
        metadata = child(self._root, "metadata")
        if metadata is None:
            raise Unreadable(_DAMAGED)
        if children(metadata, "dc-metadata"):
            raise Unreadable(_TOO_OLD)
        self._metadata = metadata
        self._is_epub3 = (self._root.get("version") or "").strip().startswith("3")
        self._space = etree.QName(self._root).namespace

    def text(self) -> bytes:
        """The document as bytes, in its own encoding."""
        output = BytesIO()
        self._tree.write(output, encoding=self._tree.docinfo.encoding or "utf-8", xml_declaration=True)
        return output.getvalue()

    def change(
        self, metadata: BookMetadata, fields: frozenset[BookField], identifiers: Sequence[Identifier]
    ) -> None:
        """Write these fields, and add missing identifiers."""
        if BookField.TITLE in fields:
            self._title(metadata.title)
        if BookField.AUTHORS in fields:
            self._authors(metadata.authors)
        if fields & {BookField.SERIES, BookField.SERIES_INDEX}:
            self._series(metadata.series, metadata.series_index)
        if BookField.LANGUAGE in fields:
            self._line("language", metadata.language)
        if BookField.DESCRIPTION in fields:
            # Escaped once more: readers take what looks like a tag for one.
            self._line("description", escape(metadata.description, quote=False))
        if BookField.PUBLISHER in fields:
            self._line("publisher", metadata.publisher)
        if BookField.PUBLISHED in fields:
            self._published(metadata.published)
        if BookField.SUBJECTS in fields:
            self._subjects(metadata.subjects)
        if BookField.ISBN in fields:
            self._isbn(str(value_of(metadata, BookField.ISBN)))
        for identifier in identifiers:
            self._identifier(identifier.scheme, identifier.value)

    def name_cover(self, href: str) -> None:
        """Declare a picture that is new in the book as its cover, for readers of EPUB 2 and EPUB 3. Raises
        Unreadable."""
        manifest = child(self._root, "manifest")
        if manifest is None:
            raise Unreadable(_DAMAGED)
        for item in children(manifest, "item"):
            properties = item.get("properties", "").split()
            if properties == ["cover-image"]:
                del item.attrib["properties"]
            elif "cover-image" in properties:
                item.set("properties", " ".join(value for value in properties if value != "cover-image"))
        new_id = self._free_id("cover-image")
        attributes = {"id": new_id, "href": href, "media-type": "image/jpeg"}
        if self._is_epub3:
            attributes["properties"] = "cover-image"
        self._add(self._element("item", attributes), to=manifest)
        for meta in self._named_meta("cover"):
            self._metadata.remove(meta)
        self._add(self._meta(name="cover", content=new_id))

    def date(self, now: datetime) -> None:
        """Update the modification date, if there is one."""
        stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for meta in self._named("meta") if self._is_epub3 else ():
            if meta.get("property", "").strip() == "dcterms:modified" and not meta.get("refines"):
                self._put(meta, stamp)

    def _named(self, name: str) -> list[etree._Element]:
        return children(self._metadata, name)

    def _refining(self, element: etree._Element, *names: str) -> list[etree._Element]:
        target = element.get("id")
        if not target:
            return []
        found = (
            meta for meta in self._named("meta") if meta.get("refines", "").strip().lstrip("#") == target
        )
        return [meta for meta in found if not names or meta.get("property", "").strip().lower() in names]

    def _remove(self, elements: Iterable[etree._Element]) -> None:
        for element in elements:
            for refining in self._refining(element):
                self._metadata.remove(refining)
            self._metadata.remove(element)

    def _put(self, element: etree._Element, text: str) -> None:
        for inner in list(element):
            element.remove(inner)
        element.text = text

    def _add(
        self,
        element: etree._Element,
        before: etree._Element | None = None,
        *,
        to: etree._Element | None = None,
    ) -> etree._Element:
        """Insert an element on a line before another, or last; `to` is for ones outside the metadata."""
        parent = self._metadata if to is None else to
        if before is not None:
            element.tail = parent.text
            before.addprevious(element)
            return element
        last = next(reversed(parent), None)
        element.tail = last.tail if last is not None else parent.text
        if last is not None:
            last.tail = parent.text
        parent.append(element)
        return element

    def _dc(self, name: str, text: str) -> etree._Element:
        element: etree._Element = etree.Element(f"{{{_DC}}}{name}", nsmap={"dc": _DC, "opf": _OPF})
        element.text = text
        return element

    def _meta(self, text: str | None = None, **attributes: str) -> etree._Element:
        element = self._element("meta", attributes)
        element.text = text
        return element

    def _element(self, name: str, attributes: dict[str, str]) -> etree._Element:
        element: etree._Element = etree.Element(
            f"{{{self._space}}}{name}" if self._space else name, attributes
        )
        return element

    def _named_meta(self, name: str) -> list[etree._Element]:
        return [meta for meta in self._named("meta") if meta.get("name", "").strip().lower() == name]

    def _line(self, name: str, text: str) -> None:
        """Set the first element of this name to `text`, or remove it for an empty text."""
        found = self._named(name)
        if not text:
            self._remove(found)
        elif found:
            self._put(found[0], text)
        else:
            self._add(self._dc(name, text))

    def _title(self, title: str) -> None:
        titles = self._named("title")
        main = [title for title in titles if self._says(title, "title-type", "main")]
        filled = [title for title in titles if inner_text(title).strip()]
        chosen = next(iter(main or filled or titles), None)
        if chosen is None:
            self._add(self._dc("title", title))
            return
        self._put(chosen, title)
        self._forget_sort_key(chosen)
        for meta in self._named_meta("calibre:title_sort"):
            self._metadata.remove(meta)

    def _forget_sort_key(self, element: etree._Element) -> None:
        for refining in self._refining(element, "file-as", "alternate-script"):
            self._metadata.remove(refining)
        for name in [key for key in element.attrib if local_name(str(key)) == "file-as"]:
            del element.attrib[name]

    def _says(self, element: etree._Element, name: str, value: str) -> bool:
        return any(inner_text(meta).strip() == value for meta in self._refining(element, name))

    def _authors(self, names: Sequence[str]) -> None:
        """Write the authors in the new order at the position of the first; those who stay keep their
        elements."""
        old = [creator for creator in self._named("creator") if self._is_author(creator)]
        by_name = {known_names([inner_text(creator)]): creator for creator in reversed(old)}
        staying = {name: by_name[name,] for name in names if (name,) in by_name}
        wanted = [staying[name] if name in staying else self._new_author(name) for name in names]
        self._in_order(old, wanted)
        for refining in [
            refinement for creator in wanted for refinement in self._refining(creator, "display-seq")
        ]:
            self._metadata.remove(refining)

    def _subjects(self, subjects: Sequence[str]) -> None:
        """Write the subjects; unchanged ones keep their elements, as in `_authors`."""
        old = self._named("subject")
        by_text = {clean_line(inner_text(subject)): subject for subject in reversed(old)}
        self._in_order(
            old,
            [
                by_text[subject] if subject in by_text else self._dc("subject", subject)
                for subject in subjects
            ],
        )

    def _published(self, day: str) -> None:
        """Write the date where `opf` reads it; EPUB 2's dates of conversion and modification stay."""
        dates = [
            date for date in self._named("date") if attribute(date, "event").lower() in PUBLICATION_EVENTS
        ]
        dates.sort(key=lambda date: PUBLICATION_EVENTS.index(attribute(date, "event").lower()))
        if not day:
            self._remove(dates)
            return
        chosen = next((date for date in dates if date_text(inner_text(date))), next(iter(dates), None))
        if chosen is not None:
            self._put(chosen, day)
            return
        element = self._add(self._dc("date", day))
        if not self._is_epub3:
            element.set(f"{{{_OPF}}}event", "publication")

    def _in_order(self, old: Sequence[etree._Element], wanted: Sequence[etree._Element]) -> None:
        """Put `wanted` in this order at the position of the first of `old`, and remove the others of
        `old`."""
        mark = self._mark(old)
        self._remove(element for element in old if element not in wanted)
        for element in wanted:
            if element.getparent() is None:
                element.tail = self._metadata.text
            mark.addprevious(element)
        self._metadata.remove(mark)

    def _mark(self, elements: Sequence[etree._Element]) -> etree._Element:
        """A temporary element at the position of the first of these, or at the end."""
        return self._add(self._meta(name="mark"), before=elements[0] if elements else None)

    def _is_author(self, creator: etree._Element) -> bool:
        roles = [attribute(creator, "role"), *(inner_text(meta) for meta in self._refining(creator, "role"))]
        given = {role.strip().lower().removeprefix("marc:") for role in roles if role.strip()}
        return not given or not given.isdisjoint({"aut", "author"})

    def _new_author(self, name: str) -> etree._Element:
        creator = self._add(self._dc("creator", name))
        if not self._is_epub3:
            creator.set(f"{{{_OPF}}}role", "aut")
            return creator
        creator.set("id", self._free_id("author"))
        role = self._meta("aut", refines=f"#{creator.get('id')}", property="role", scheme="marc:relators")
        self._add(role)
        return creator

    def _free_id(self, wanted: str) -> str:
        taken = {element.get("id") for element in self._root.iter() if isinstance(element.tag, str)}
        return next(name for number in range(1, 100_000) if (name := f"{wanted}{number}") not in taken)

    def _series(self, series: str, index: float | None) -> None:
        self._remove([*self._named_meta("calibre:series"), *self._named_meta("calibre:series_index")])
        position = "" if index is None else f"{index:.10g}"
        if series:
            self._add(self._meta(name="calibre:series", content=series))
            if position:
                self._add(self._meta(name="calibre:series_index", content=position))
        collections = [meta for meta in self._named("meta") if self._is_series(meta)]
        self._remove(collections if not series else collections[1:])
        if not series or not (collections or self._is_epub3):
            return
        collection = next(iter(collections), None)
        if collection is None:
            collection = self._add(self._meta(property="belongs-to-collection", id=self._free_id("series")))
            kind = self._meta("series", refines=f"#{collection.get('id')}", property="collection-type")
            self._add(kind)
        self._put(collection, series)
        if not collection.get("id"):
            collection.set("id", self._free_id("series"))
        self._remove(self._refining(collection, "group-position"))
        if position:
            self._add(self._meta(position, refines=f"#{collection.get('id')}", property="group-position"))

    def _is_series(self, meta: etree._Element) -> bool:
        if meta.get("property", "").strip().lower() != "belongs-to-collection" or meta.get("refines"):
            return False
        kinds = [inner_text(kind).strip() for kind in self._refining(meta, "collection-type")]
        return not kinds or kinds[0] in ("series", "")

    def _isbn(self, isbn: str) -> None:
        unique = self._root.get("unique-identifier", "").strip()
        old = [
            identifier
            for identifier in self._named("identifier")
            if identifier.get("id") != unique and self._is_isbn(identifier)
        ]
        self._remove(old)
        if isbn:
            self._identifier("isbn", isbn)

    def _is_isbn(self, element: etree._Element) -> bool:
        found = normalise_identifier(attribute(element, "scheme"), inner_text(element))
        kinds = {inner_text(kind).strip() for kind in self._refining(element, "identifier-type")}
        return (found is not None and found.scheme == "isbn") or not kinds.isdisjoint({"02", "15"})

    def _identifier(self, scheme: str, value: str) -> None:
        """Add an identifier before the others: of several ISBNs, the first counts."""
        first = next(iter(self._named("identifier")), None)
        if self._is_epub3:
            text = f"urn:isbn:{value}" if scheme == "isbn" else f"{scheme}:{value}"
            self._add(self._dc("identifier", text), before=first)
            return
        element = self._add(self._dc("identifier", value), before=first)
        element.set(f"{{{_OPF}}}scheme", scheme.upper() if scheme == "isbn" else scheme)
