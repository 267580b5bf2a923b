"""The catalogue as folders and files: by author, and what the person wants to read. Blocks; changes nothing."""

from collections.abc import Callable

from bookorbit_desktop.domain.base.ids import CollectionId
from bookorbit_desktop.domain.koreader.book_folders import (
    AuthorFolder,
    SharedFile,
    author_folders,
    shared_files,
)
from bookorbit_desktop.domain.reading.reading import ReadingStatus
from bookorbit_desktop.services.library.collections import CollectionService
from bookorbit_desktop.services.opds.opds_catalogue import Download, OpdsCatalogue
from bookorbit_desktop.services.runtime.preferences import Preferences
from bookorbit_desktop.storage.library.shared_books import SharedBookRepository


class SharedBooks:
    """Lists the folders anew for each request: what is in them changes with the library."""

    def __init__(
        self,
        repository: SharedBookRepository,
        catalogue: OpdsCatalogue,
        collections: Callable[[], CollectionService],
        preferences: Preferences,
    ) -> None:
        self._repository = repository
        self._catalogue = catalogue
        self._collections = collections
        self._preferences = preferences

    @property
    def is_offered(self) -> bool:
        """Whether the person shares the catalogue."""
        return self._catalogue.is_offered

    def authors(self) -> list[AuthorFolder]:
        """A folder for each author, and one for the books without any."""
        has_unknown = bool(self._repository.files_of_author(None))
        return author_folders(self._repository.authors(), with_unknown=has_unknown)

    def of_author(self, name: str) -> list[SharedFile] | None:
        """Every file in an author's folder; None if there is no such folder."""
        folder = next((author for author in self.authors() if author.name == name), None)
        return None if folder is None else shared_files(self._repository.files_of_author(folder.value_id))

    def to_read(self) -> list[SharedFile]:
        """One file of each book on the chosen shelf; by default of those with the status Want to Read."""
        chosen = self._preferences.current.to_read_shelf
        if not chosen:
            return shared_files(self._repository.best_files_with_status(ReadingStatus.WANT_TO_READ))
        collection = self._collections().get(CollectionId(chosen))
        if collection is None:
            return []
        if collection.kind.is_by_hand:
            return shared_files(self._repository.best_files_in(collection.id))
        return shared_files(self._repository.best_files(self._collections().books(collection)))

    def look_up(self, file: SharedFile) -> Download:
        """A file as it is now. Raises NotFound if it is gone or has changed."""
        return self._catalogue.look_up(file.id)

    def hand_out(self, file: SharedFile) -> Download:
        """A file about to be sent, with its digests stored first. Raises NotFound."""
        return self._catalogue.hand_out(file.id, file.name)
