"""The program's icon in the forms that systems ask for, drawn from its SVG: `icons.py FOLDER`.

Runs with the Python of the build's environment, which has Qt and Pillow.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parents[1] / "resources" / "icons" / "bookorbit-desktop.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
LARGEST = 1024
OF_WINDOWS = (16, 24, 32, 48, 64, 128, 256)


def main(folder: Path) -> int:
    application = QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(DRAWING))
    for size in (*SIZES, LARGEST):
        draw(renderer, size).save(str(folder / f"{size}.png"))
    pictures = [Image.open(folder / f"{size}.png") for size in OF_WINDOWS]
    pictures[-1].save(
        folder / "bookorbit-desktop.ico", append_images=pictures, sizes=[one.size for one in pictures]
    )
    Image.open(folder / f"{LARGEST}.png").save(folder / "bookorbit-desktop.icns")
    application.quit()
    return 0


def draw(renderer: QSvgRenderer, size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
