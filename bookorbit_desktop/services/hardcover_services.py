"""The use cases for Hardcover, each created on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookorbit_desktop.services.library_services import LibraryServices
from bookorbit_desktop.services.runtime.on_demand import on_demand

if TYPE_CHECKING:
    from datetime import datetime

    from bookorbit_desktop.services.hardcover.entry_edits import EntryEditService
    from bookorbit_desktop.services.hardcover.entry_removal import EntryRemoval
    from bookorbit_desktop.services.hardcover.explain import ExplainService
    from bookorbit_desktop.services.hardcover.goals import HardcoverGoalService
    from bookorbit_desktop.services.hardcover.matches import MatchService
    from bookorbit_desktop.services.hardcover.pause import HardcoverPause
    from bookorbit_desktop.services.hardcover.quotes import QuoteService, QuoteStore
    from bookorbit_desktop.services.hardcover.shelf_import import ShelfImportService
    from bookorbit_desktop.services.hardcover.sign_in import SignInService
    from bookorbit_desktop.services.hardcover.sync import SyncService
    from bookorbit_desktop.services.hardcover.sync_log import SyncLogService
    from bookorbit_desktop.services.hardcover.undo import UndoService
    from bookorbit_desktop.services.imports.list_import import ListImportService
    from bookorbit_desktop.services.review.online_metadata import OnlineMetadataService
    from bookorbit_desktop.services.review.review import ReviewService
    from bookorbit_desktop.storage.hardcover.sync_books import CandidateList


class HardcoverServices(LibraryServices):
    """Use cases for Hardcover, on top of those for books."""

    @property
    def next_sync(self) -> datetime | None:
        """When the next automatic sync is due; None if none is, or no running program would start it."""
        automatic = self.sync.automatic if "sync" in vars(self) else None
        return None if automatic is None else automatic.next_run

    @on_demand
    def pause(self) -> HardcoverPause:
        from bookorbit_desktop.services.hardcover.pause import HardcoverPause

        return HardcoverPause(self.preferences, self.clock)

    @on_demand
    def sign_in(self) -> SignInService:
        from bookorbit_desktop.services.hardcover.sign_in import SignInService

        service = SignInService(self.endpoint, self.hardcover_account, self.sign_in_store, self.clock)
        self._stopped_by(service.cancel)
        return service

    @on_demand
    def hardcover_goals(self) -> HardcoverGoalService:
        from bookorbit_desktop.services.hardcover.goals import HardcoverGoalService

        return HardcoverGoalService(self.hardcover_account, self.clock)

    @on_demand
    def sync(self) -> SyncService:
        from bookorbit_desktop.services.hardcover.sync import SyncService
        from bookorbit_desktop.services.hardcover.wish_pull import WishPull
        from bookorbit_desktop.storage.hardcover.sync_books import PulledWishRepository

        wish_pull = WishPull(self.database, self.shelf_importer, PulledWishRepository(), self.events)
        return SyncService(
            self.store,
            self.quote_store,
            self.states,
            wish_pull,
            self.hardcover_account,
            self.preferences,
            self.clock,
            self.events,
            self.write_lock,
        )

    @on_demand
    def quote_store(self) -> QuoteStore:
        from bookorbit_desktop.services.hardcover.quotes import QuoteStore
        from bookorbit_desktop.storage.highlights.annotations import AnnotationRepository

        return QuoteStore(
            self.database,
            self.quote_repository,
            self.sync_books,
            self.log,
            AnnotationRepository(self.database),
            lambda: self.collections,
            self.preferences,
        )

    @on_demand
    def quotes(self) -> QuoteService:
        from bookorbit_desktop.services.hardcover.quotes import QuoteService

        return QuoteService(
            self.database,
            self.quote_store,
            self.quote_repository,
            self.preferences,
            self.clock,
            self.events,
        )

    @on_demand
    def sync_log(self) -> SyncLogService:
        from bookorbit_desktop.services.hardcover.sync_log import SyncLogService

        service = SyncLogService(self.database, self.log, self.clock)
        self._stopped_by(service.stop)
        return service

    @on_demand
    def matches(self) -> MatchService:
        from bookorbit_desktop.services.hardcover.matches import MatchService

        return MatchService(self.store, self.hardcover_account, self.clock)

    @on_demand
    def entry_edits(self) -> EntryEditService:
        from bookorbit_desktop.services.hardcover.entry_edits import EntryEditService

        service = EntryEditService(
            self.store,
            self.write_journal,
            self.hardcover_account,
            self.preferences,
            self.clock,
            self.events,
            self.write_lock,
        )
        self._stopped_by(service.cancel)
        return service

    @on_demand
    def undo(self) -> UndoService:
        from bookorbit_desktop.services.hardcover.quote_run import QuoteUndo
        from bookorbit_desktop.services.hardcover.undo import UndoService

        return UndoService(
            self.store,
            self.write_journal,
            self.hardcover_account,
            self.clock,
            self.write_lock,
            self.events,
            QuoteUndo(self.database, self.quote_repository, self.quote_store),
        )

    @on_demand
    def entry_removal(self) -> EntryRemoval:
        from bookorbit_desktop.services.hardcover.entry_removal import EntryRemoval

        return EntryRemoval(
            self.store, self.write_journal, self.hardcover_account, self.clock, self.write_lock
        )

    @on_demand
    def candidates(self) -> CandidateList:
        from bookorbit_desktop.storage.hardcover.sync_books import CandidateList

        return CandidateList(self.database, self.book_list)

    @on_demand
    def explain(self) -> ExplainService:
        from bookorbit_desktop.services.hardcover.explain import ExplainService

        return ExplainService(
            self.books, self.sync_books, self.progress, self.hardcover_account, self.preferences
        )

    @on_demand
    def shelf_import(self) -> ShelfImportService:
        from bookorbit_desktop.services.hardcover.shelf_import import ShelfImportService

        return ShelfImportService(
            self.database,
            self.shelf_importer,
            self.unfinished,
            self.hardcover_account,
            self.events,
            self._back_up_before,
        )

    @on_demand
    def list_import(self) -> ListImportService:
        from bookorbit_desktop.services.imports.list_import import ListImportService

        return ListImportService(
            self.database,
            self.shelf_importer,
            self.books,
            self.readings,
            self.log,
            self.states.refresh,
            self.clock,
            self.events,
            self._back_up_before,
        )

    @on_demand
    def online_metadata(self) -> OnlineMetadataService:
        from bookorbit_desktop.services.review.online_metadata import OnlineMetadataService

        return OnlineMetadataService(self.store, self.hardcover_account, self.metadata)

    @on_demand
    def review(self) -> ReviewService:
        from bookorbit_desktop.services.review.metadata_sources import FileSource, HardcoverSource
        from bookorbit_desktop.services.review.review import ReviewService

        return ReviewService(
            self.database,
            self.reviews,
            self.books,
            self.metadata,
            self.library,
            self.inbox,
            FileSource(self.metadata, self.reviews),
            [HardcoverSource(self.store, self.hardcover_account)],
            self.clock,
            self.events,
        )
