"""Media types of the catalogue, KOReader's own first (opds.md, "File type and file name")."""

from bookorbit_desktop.domain.library.metadata import FileFormat

BOOKS = {
    FileFormat.EPUB: "application/epub+zip",
    FileFormat.KEPUB: "application/epub+zip",
    FileFormat.PDF: "application/pdf",
    FileFormat.MOBI: "application/x-mobipocket-ebook",
    FileFormat.PRC: "application/x-mobipocket-ebook",
    FileFormat.AZW: "application/vnd.amazon.mobi8-ebook",
    FileFormat.AZW3: "application/vnd.amazon.mobi8-ebook",
    FileFormat.CBZ: "application/vnd.comicbook+zip",
    FileFormat.CBR: "application/vnd.comicbook-rar",
    FileFormat.CB7: "application/x-cb7",
    FileFormat.FB2: "application/fb2",
    FileFormat.FB2_ZIP: "application/fb2+zip",
    FileFormat.DJVU: "image/vnd.djvu",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.RTF: "application/rtf",
    FileFormat.LIT: "application/x-ms-reader",
    FileFormat.TXT: "text/plain",
}
NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
ENTRY = "application/atom+xml;type=entry;profile=opds-catalog"
OPENSEARCH = "application/opensearchdescription+xml"
FEED_2 = "application/opds+json"
PUBLICATION_2 = "application/opds-publication+json"
JPEG = "image/jpeg"
AUTHENTICATION = "application/opds-authentication+json"
UNKNOWN_TYPE = "application/octet-stream"
TEXT = "text/plain; charset=utf-8"
