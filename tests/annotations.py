"""Annotations of a device, as a scan hands them over."""

from dataclasses import replace
from datetime import datetime, timedelta

from bookorbit_desktop.domain.usb.files import (
    Annotation,
    AnnotationKind,
    BookProps,
    DeviceBook,
    Sidecar,
    SidecarLocation,
)

KOBO, KINDLE = "kobo-id", "kindle-id"
DIGEST = "a" * 32
MADE = datetime(2025, 3, 1, 12, 0, 0)


def highlight(chapter: int, text: str = "words", **values: object) -> Annotation:
    position = f"/body/DocFragment[{chapter}]/body/p[1]/text().0"
    usual = Annotation(
        kind=AnnotationKind.NOTE if values.get("note") else AnnotationKind.HIGHLIGHT,
        text=text,
        chapter=f"Chapter {chapter}",
        drawer="lighten",
        color="yellow",
        created=MADE + timedelta(days=chapter),
        page=position,
        start=position,
        end=f"{position}5",
    )
    return replace(usual, **values)  # type: ignore[arg-type]


def book_of(
    *annotations: Annotation, digest: str = DIGEST, title: str = "Orchard", path: str = "o"
) -> DeviceBook:
    return DeviceBook(
        Sidecar(
            path=f"/kobo/{path}.sdr/metadata.epub.lua".encode(),
            location=SidecarLocation.BESIDE,
            modified_ns=1,
            device_path=f"/mnt/onboard/{path}.epub".encode(),
            digest=digest,
            props=BookProps(title=title, authors=("Ada Example",)),
            annotations=annotations,
        )
    )
