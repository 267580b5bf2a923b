"""The style sheet over Fusion: shapes and spacing of design.md in the colours of one palette.

Widgets say what they are with the dynamic properties `kind` (buttons, frames) and `step` (labels).
"""

from collections.abc import Callable
from string import Template

from bookorbit_desktop.ui.tokens import Tokens

_SHEET = Template(
    """
QWidget#page, QWidget#pageBody, QScrollArea, QStackedWidget { background: transparent; }
QMainWindow, QDialog { background: $window; }
QDialog[kind="palette"] { background: $surface; border: 1px solid $border; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: ${p4}px ${p8}px; }

QLabel[step="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[step="figure"] { font-size: ${figure}pt; font-weight: 600; }
QLabel[step="section"] { font-size: ${section}pt; font-weight: 600; }
QLabel[step="card"] { font-weight: 600; }
QLabel[step="detail"] { font-size: ${detail}pt; color: $muted; }
QLabel[step="muted"] { color: $muted; }
QLabel[kind="key"] {
  background: $sunken; color: $text; border: 1px solid $border; border-radius: 4px; padding: 1px ${p6}px;
}
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="pending"] { color: $pending; }
QLabel[tone="attention"] { color: $attention; }
QLabel[tone="error"] { color: $error; }
QLabel[tone="neutral"] { color: $muted; }

QFrame[kind="card"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[kind="sidebar"] { background: $window; border: none; border-right: 1px solid $border; }
QFrame[kind="statusbar"] { background: $window; border: none; border-top: 1px solid $border; }
QFrame[kind="line"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="banner"] { background: $pendingTint; border: none; border-bottom: 1px solid $border; }
QFrame[kind="notice"] { background: $sunken; border: none; border-radius: 6px; }
QFrame[kind="toast"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[kind="toast"][tone="attention"] { border-color: $attention; }
QFrame[kind="toast"][tone="error"] { border-color: $error; }
QFrame[kind="notice"][tone="attention"] { background: $attentionTint; }
QFrame[kind="notice"][tone="error"] { background: $errorTint; }
QFrame[kind="notice"][tone="pending"] { background: $pendingTint; }
QFrame[kind="notice"][tone="ok"] { background: $okTint; }

QPushButton, QToolButton[kind="button"] {
  background: $surface; color: $text; border: 1px solid $border; border-radius: 6px;
  padding: ${p6}px ${p12}px; min-height: ${p20}px;
}
QPushButton:hover, QToolButton[kind="button"]:hover { background: $sunken; }
QPushButton:pressed, QToolButton[kind="button"]:pressed { background: $border; }
QPushButton:focus, QToolButton[kind="button"]:focus {
  border: 2px solid $accent; padding: ${p6less}px ${p12less}px;
}
QPushButton:disabled, QToolButton[kind="button"]:disabled { color: $muted; background: $sunken; }
QPushButton[kind="primary"] { background: $accent; color: $onAccent; border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accentHover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $muted; border-color: $border; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; color: $accent; }
QPushButton[kind="quiet"]:hover { background: $sunken; }
QPushButton[kind="quiet"]:focus { border: 2px solid $accent; }
QPushButton[kind="quiet"]:disabled { color: $muted; }
QPushButton[kind="lead"] {
  background: transparent; border: 1px solid transparent; color: $accent; text-align: left;
  padding-left: ${p2}px; padding-right: ${p2}px;
}
QPushButton[kind="lead"]:hover { text-decoration: underline; }
QPushButton[kind="lead"]:focus { border: 2px solid $accent; }
QPushButton[kind="lead"]:disabled { color: $muted; }
QPushButton[kind="link"] {
  background: transparent; border: 1px solid transparent; color: $accent; padding: ${p2}px 0;
  min-height: 0; text-align: left;
}
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; }
QPushButton[kind="disclosure"] {
  background: transparent; border: 1px solid transparent; font-weight: 600; text-align: left;
  padding: ${p2}px ${p4}px;
}
QPushButton[kind="disclosure"][step="section"] { font-size: ${section}pt; padding: ${p2}px 0; border-width: 0; }
QPushButton[kind="disclosure"][step="section"]:hover { background: transparent; text-decoration: underline; }
QPushButton[kind="disclosure"][step="section"]:focus { border: 2px solid $accent; padding: 0; }
QPushButton[kind="disclosure"][step="muted"] { font-weight: 400; color: $muted; padding: ${p2}px 0; }
QPushButton[kind="disclosure"]:hover { background: $sunken; }
QPushButton[kind="disclosure"]:focus { border: 2px solid $accent; }
QPushButton[kind="number"] { border-radius: 8px; padding: 0; text-align: left; }
QPushButton[kind="number"]:focus { border: 2px solid $accent; }
QPushButton[kind="date"] { text-align: left; }
QPushButton[kind="status"] {
  background: transparent; border: 1px solid transparent; color: $muted; font-size: ${detail}pt;
  padding: ${p2}px ${p8}px; min-height: 0; text-align: left;
}
QPushButton[kind="status"]:hover { background: $sunken; color: $text; }
QPushButton[kind="status"]:focus { border: 2px solid $accent; padding: ${p2less}px ${p7}px; }
QPushButton[kind="chip"] {
  border-radius: ${p13}px; padding: ${p2}px ${p12}px; min-height: ${p22}px; background: $surface;
}
QPushButton[kind="chip"]:checked { background: $accentTint; border-color: $accent; }
QPushButton[kind="chip"]:focus { border: 2px solid $accent; padding: ${p2less}px ${p12less}px; }
QPushButton[kind="icon"], QToolButton[kind="icon"] {
  background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: ${p4}px; min-height: ${p20}px; min-width: ${p20}px;
}
QPushButton[kind="icon"]:checked { background: $accentTint; border-color: $accent; }
QPushButton[kind="icon"]:hover, QToolButton[kind="icon"]:hover { background: $sunken; }
QPushButton[kind="icon"]:focus, QToolButton[kind="icon"]:focus { border: 2px solid $accent; padding: ${p3}px; }

QTabBar::tab {
  background: transparent; color: $muted; border: none; border-bottom: 2px solid $border;
  padding: ${p6}px ${p12}px;
}
QTabBar::tab:hover { color: $text; background: $sunken; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:selected:focus { color: $accent; background: $accentTint; }

QLineEdit, QComboBox, QPlainTextEdit {
  background: $surface; color: $text; border: 1px solid $border; border-radius: 6px;
  padding: ${p5}px ${p8}px; min-height: ${p20}px; selection-background-color: $accent;
  selection-color: $onAccent;
}
QLineEdit:focus, QComboBox:focus { border: 2px solid $accent; padding: ${p4}px ${p7}px; }
QPlainTextEdit { padding: ${p4}px; }
QPlainTextEdit:focus { border: 2px solid $accent; padding: ${p3}px; }
QLineEdit:read-only { background: $sunken; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView::item { padding: ${p4}px; min-height: ${p20}px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: $accentTint; color: $text; }
QComboBox::drop-down { border: none; width: ${p24}px; }
QComboBox::down-arrow { image: none; }
QComboBoxPrivateContainer { background: transparent; border: none; }
QComboBox QAbstractItemView {
  background: $surface; border: 1px solid $border; border-radius: 8px; outline: none; padding: ${p4}px;
  selection-background-color: $accentTint; selection-color: $text;
}
QPushButton::menu-indicator { image: none; width: 0; }

QAbstractItemView[kind="rows"] { background: transparent; border: none; outline: none; padding: ${p4}px 0; }
QListView[kind="nav"] { background: transparent; border: none; outline: none; }
QListView[kind="choices"] {
  background: transparent; border: none; outline: none; show-decoration-selected: 1;
}
QListView[kind="choices"]::item { padding: ${p4}px ${p8}px; border-radius: 4px; color: $text; }
QListView[kind="choices"]::item:hover { background: $sunken; }
QListView[kind="choices"]::item:selected { background: $accentTint; color: $text; }
QFrame[kind="popup"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
  background: transparent; color: $muted; border: none; border-bottom: 1px solid $border;
  padding: 0 ${p8}px 0 0; font-size: ${detail}pt;
}
QHeaderView::section:first { padding-left: ${p12}px; }
QHeaderView::section:hover { color: $text; background: $sunken; }
QMenu { background: $surface; border: 1px solid $border; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p12}px; border-radius: 4px; }
QMenu::item:selected { background: $accentTint; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: ${p4}px ${p8}px; }
QMenu::icon { padding-left: ${p8}px; }

QRadioButton { spacing: ${p8}px; padding: ${p4}px; border: 2px solid transparent; border-radius: 6px; }
QRadioButton:focus { border-color: $accent; }
QRadioButton::indicator {
  width: ${p12}px; height: ${p12}px; border: 2px solid $muted; border-radius: ${p8}px; background: $surface;
}
QRadioButton::indicator:checked { width: ${p6}px; height: ${p6}px; border: ${p5}px solid $accent; }

QSlider:horizontal { min-height: ${p20}px; }
QSlider::groove:horizontal { background: $border; height: ${p4}px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; height: ${p4}px; border-radius: 2px; }
QSlider::handle:horizontal {
  background: $surface; border: 1px solid $muted; width: ${p12}px; margin: -${p5}px 0; border-radius: ${p7}px;
}
QSlider::handle:horizontal:hover { border-color: $accent; background: $sunken; }
QSlider::handle:horizontal:focus { border: 2px solid $accent; }

QProgressBar {
  background: $border; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; text-align: center;
}
QProgressBar, QScrollBar { widget-animation-duration: $motion; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $border; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCalendarWidget QWidget { background: $surface; }
"""
)


def stylesheet(used: Tokens, px: Callable[[float], int], points: Callable[[str], float], motion: int) -> str:
    """The sheet for a palette. `px` scales lengths, `points` gives the size of a step of the type scale.

    `motion` is the length of an animation in milliseconds.
    """
    lengths = {f"p{length}": px(length) for length in (2, 3, 4, 5, 6, 7, 8, 12, 13, 20, 22, 24)}
    less = {f"p{length}less": px(length) - 1 for length in (2, 6, 12)}
    sizes = {step: f"{points(step):g}" for step in ("title", "figure", "section", "detail")}
    return _SHEET.substitute(
        motion=motion,
        window=used.window,
        surface=used.surface,
        sunken=used.sunken,
        border=used.border,
        text=used.text,
        muted=used.muted,
        accent=used.accent,
        onAccent=used.on_accent,
        accentHover=_mixed(used.accent, used.text, 0.15),
        accentTint=_mixed(used.surface, used.accent, 0.14),
        okTint=_mixed(used.surface, used.ok, 0.14),
        pendingTint=_mixed(used.surface, used.pending, 0.14),
        attentionTint=_mixed(used.surface, used.attention, 0.14),
        errorTint=_mixed(used.surface, used.error, 0.14),
        ok=used.ok,
        pending=used.pending,
        attention=used.attention,
        error=used.error,
        **lengths,
        **less,
        **sizes,
    )


def _mixed(base: str, over: str, share: float) -> str:
    """`over` blended onto `base` with opacity `share`."""
    pairs = ((int(base[i : i + 2], 16), int(over[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(under + (above - under) * share):02X}" for under, above in pairs)
