"""The navigation history: current page, back and forward."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from bookorbit_desktop.domain.base.ids import CollectionId
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.ui.pages import Pages
from bookorbit_desktop.ui.routes import Navigation, Page, Route
from bookorbit_desktop.ui.sidebar import Sidebar

KEPT = 100


@dataclass(slots=True)
class _Trail:
    routes: list[Route]
    here: int = -1


class History:
    """The places visited, in order, and the current one."""

    def __init__(self) -> None:
        self._trail = _Trail([])

    @property
    def here(self) -> Route | None:
        """The current place; None before the first visit."""
        trail = self._trail
        return trail.routes[trail.here] if trail.routes else None

    def continue_from(self, other: "History") -> None:
        """Copy another history."""
        self._trail = _Trail(list(other._trail.routes), other._trail.here)

    def visit(self, route: Route) -> None:
        """Visit a place. Drops the places ahead; revisiting the current place changes nothing."""
        if route == self.here:
            return
        trail = self._trail
        trail.routes = [*trail.routes[: trail.here + 1], route][-KEPT:]
        trail.here = len(trail.routes) - 1

    def back(self) -> Route | None:
        """Go back, and return the place; None if there is none."""
        return self._step(-1)

    def forward(self) -> Route | None:
        """Go forward again, and return the place; None if there is none."""
        return self._step(+1)

    def _step(self, by: int) -> Route | None:
        trail = self._trail
        if not 0 <= trail.here + by < len(trail.routes):
            return None
        trail.here += by
        return trail.routes[trail.here]


class Navigator(QObject):
    """Shows places in sidebar and pages, and keeps their history."""

    moved = Signal(object)
    """The Route now shown."""

    def __init__(self, sidebar: Sidebar, pages: Pages, asked: Navigation, parent: QObject) -> None:
        super().__init__(parent)
        self._sidebar, self._pages = sidebar, pages
        self._history = History()
        self._leading = False
        sidebar.chosen.connect(self._on_chosen)
        sidebar.collection_chosen.connect(self._on_collection)
        asked.route_asked.connect(self.go)
        pages.route_shown.connect(self._note)

    @property
    def here(self) -> Route | None:
        """The current place."""
        return self._history.here

    def go(self, route: Route) -> None:
        """Show a place."""
        self._lead(route)
        self._note(route)

    def take_over(self, before: "Navigator") -> None:
        """Show what another window shows, with its history."""
        self._history.continue_from(before._history)
        if self.here is not None:
            self._lead(self.here)
            self.moved.emit(self.here)

    def back(self) -> None:
        """Show the previous place."""
        route = self._history.back()
        if route is not None:
            self._lead(route)
            self.moved.emit(route)

    def forward(self) -> None:
        """Show the next place again, after `back`."""
        route = self._history.forward()
        if route is not None:
            self._lead(route)
            self.moved.emit(route)

    def _lead(self, route: Route) -> None:
        self._leading = True
        try:
            self._sidebar.select(route.page, route.status, route.collection_id)
            self._pages.show_route(route)
            self._pages.take_focus()
        finally:
            self._leading = False

    def _on_chosen(self, page: Page, status: ReadingStatus | None) -> None:
        self._pages.go(page, status)
        self._note(Route(page, status))

    def _on_collection(self, collection_id: CollectionId) -> None:
        if not self._leading:
            self.go(Route(Page.LIBRARY, collection_id=collection_id))

    def _note(self, route: Route) -> None:
        if not self._leading:
            self._history.visit(route)
            self.moved.emit(route)
