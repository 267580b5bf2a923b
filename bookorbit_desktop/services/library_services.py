"""The use cases for books, reading and devices, each created on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookorbit_desktop.services.core import Core
from bookorbit_desktop.services.runtime.on_demand import on_demand

if TYPE_CHECKING:
    from bookorbit_desktop.services.files.metadata_files import MetadataFileService, MetadataWriter
    from bookorbit_desktop.services.files.moves import FileMoves
    from bookorbit_desktop.services.files.organise import OrganiseService
    from bookorbit_desktop.services.files.removal import RemovalService
    from bookorbit_desktop.services.files.runs import FileRuns
    from bookorbit_desktop.services.highlights.annotations import AnnotationService
    from bookorbit_desktop.services.highlights.carry import AnnotationCarryService
    from bookorbit_desktop.services.highlights.export import AnnotationExportService
    from bookorbit_desktop.services.koreader.documents import DocumentService
    from bookorbit_desktop.services.koreader.file_proof import FileProofService
    from bookorbit_desktop.services.library.calibre import CalibreService
    from bookorbit_desktop.services.library.calibre_tags import CalibreTagService
    from bookorbit_desktop.services.library.collections import CollectionService
    from bookorbit_desktop.services.library.covers import CoverChoiceService
    from bookorbit_desktop.services.library.folder_watch import FolderWatch
    from bookorbit_desktop.services.library.identities import IdentityService
    from bookorbit_desktop.services.library.inbox import InboxService
    from bookorbit_desktop.services.library.library import LibraryService
    from bookorbit_desktop.services.library.merging import MergeService
    from bookorbit_desktop.services.library.metadata import MetadataService
    from bookorbit_desktop.services.opds.opds_catalogue import OpdsCatalogue
    from bookorbit_desktop.services.overview.book_view import BookViewService
    from bookorbit_desktop.services.overview.dashboard import DashboardService
    from bookorbit_desktop.services.reading.forecasts import ForecastService
    from bookorbit_desktop.services.reading.journal import ReadingJournal
    from bookorbit_desktop.services.reading.positions import PositionService
    from bookorbit_desktop.services.reading.reading import ReadingEdits, ReadingService
    from bookorbit_desktop.services.reading.reading_time import ReadingTimeService
    from bookorbit_desktop.services.reading.reading_time_builder import ReadingTimeBuilder
    from bookorbit_desktop.services.reading.statistics import StatisticsService
    from bookorbit_desktop.services.runtime.integrity import IntegrityCheck
    from bookorbit_desktop.services.runtime.window_memory import WindowMemory
    from bookorbit_desktop.storage.library.book_search import QuickFind
    from bookorbit_desktop.storage.library.series import SeriesQueries


class LibraryServices(Core):
    """Use cases for books on this computer."""

    @on_demand
    def window_memory(self) -> WindowMemory:
        from bookorbit_desktop.services.runtime.window_memory import WindowMemory

        return WindowMemory(self.database, self.settings)

    @on_demand
    def integrity(self) -> IntegrityCheck:
        from bookorbit_desktop.services.runtime.integrity import IntegrityCheck

        return IntegrityCheck(self.database)

    @on_demand
    def reading_edits(self) -> ReadingEdits:
        from bookorbit_desktop.services.reading.reading import ReadingEdits

        return ReadingEdits(self.database, self.readings)

    @on_demand
    def reading(self) -> ReadingService:
        from bookorbit_desktop.services.reading.reading import ReadingService

        return ReadingService(
            self.database,
            self.books,
            self.readings,
            self.reading_edits,
            self.preferences,
            self.clock,
            self.events,
        )

    @on_demand
    def positions(self) -> PositionService:
        from bookorbit_desktop.services.reading.positions import PositionService

        return PositionService(
            self.database,
            self.books,
            self.readings,
            self.reading_edits,
            self.pushes,
            self.position_repository,
            self.preferences,
            self.clock,
            self.events,
        )

    @on_demand
    def calibre(self) -> CalibreService:
        from bookorbit_desktop.services.library.calibre import CalibreService
        from bookorbit_desktop.storage.library.calibre import CalibreRepository

        return CalibreService(
            self.database,
            CalibreRepository(self.database),
            self.books,
            self.readings,
            self.covers,
            self.clock,
            self.events,
        )

    @on_demand
    def library(self) -> LibraryService:
        from bookorbit_desktop.services.library.inbox import ReviewGate
        from bookorbit_desktop.services.library.library import LibraryService

        service = LibraryService(
            self.database,
            self.books,
            self.covers,
            self.progress,
            ReviewGate(self.reviews, self.preferences),
            self.calibre,
            self.clock,
            self.events,
        )
        self._stopped_by(service.stop)
        return service

    @on_demand
    def folder_watch(self) -> FolderWatch:
        from bookorbit_desktop.services.library.folder_watch import FolderWatch

        return FolderWatch(self.library, self.preferences, self.events)

    @on_demand
    def removal(self) -> RemovalService:
        from bookorbit_desktop.services.files.removal import RemovalService

        return RemovalService(self.database, self.books, self.clock, self.events)

    @on_demand
    def merging(self) -> MergeService:
        from bookorbit_desktop.services.library.merging import MergeService

        return MergeService(
            self.database,
            self.books,
            self.digests,
            self.readings,
            self.sync_books,
            self.states.derive,
            self.device_imports,
            self.collection_repository,
            self.progress,
            self.clock,
            self.events,
            self._back_up_before,
        )

    @on_demand
    def series(self) -> SeriesQueries:
        from bookorbit_desktop.storage.library.series import SeriesQueries

        return SeriesQueries(self.database)

    @on_demand
    def collections(self) -> CollectionService:
        from bookorbit_desktop.services.library.collections import CollectionService

        return CollectionService(
            self.database, self.collection_repository, self.book_list, self.clock, self.events
        )

    @on_demand
    def calibre_tags(self) -> CalibreTagService:
        from bookorbit_desktop.services.library.calibre_tags import CalibreTagService

        return CalibreTagService(
            self.database, self.collection_repository, self.books, self.calibre, self.clock, self.events
        )

    @on_demand
    def metadata(self) -> MetadataService:
        from bookorbit_desktop.services.library.metadata import MetadataService

        return MetadataService(
            self.database, self.books, self.sync_books, self.series, self.events, self._back_up_before
        )

    @on_demand
    def cover_choice(self) -> CoverChoiceService:
        from bookorbit_desktop.services.library.covers import CoverChoiceService

        return CoverChoiceService(self.covers, self.books, self.events)

    @on_demand
    def inbox(self) -> InboxService:
        from bookorbit_desktop.services.library.inbox import InboxService
        from bookorbit_desktop.storage.library.inbox import InboxQueries

        return InboxService(InboxQueries(self.database), self.events)

    @on_demand
    def identities(self) -> IdentityService:
        from bookorbit_desktop.services.library.identities import IdentityService
        from bookorbit_desktop.storage.library.identities import IdentityRepository

        return IdentityService(
            self.database,
            IdentityRepository(self.database, self.digests),
            self.progress,
            self.clock,
            self.events,
        )

    @on_demand
    def documents(self) -> DocumentService:
        from bookorbit_desktop.services.koreader.documents import DocumentService

        return DocumentService(
            self.database,
            self.document_repository,
            self.pushes,
            self.digests,
            self.readings,
            self.books,
            self.book_list,
            self.progress,
            self.clock,
            self.events,
        )

    @on_demand
    def file_proof(self) -> FileProofService:
        from bookorbit_desktop.services.koreader.file_proof import FileProofService

        return FileProofService(self.documents, self.document_repository, self.books)

    @on_demand
    def opds_catalogue(self) -> OpdsCatalogue:
        from bookorbit_desktop.services.opds.opds_catalogue import OpdsCatalogue
        from bookorbit_desktop.storage.library.feed_books import FeedBooks

        return OpdsCatalogue(
            self.database,
            FeedBooks(self.database, self.book_list.search),
            self.collections,
            self.digests,
            self.covers,
            self.progress,
            self.preferences,
            self.clock,
            self.events,
        )

    @on_demand
    def book_view(self) -> BookViewService:
        from bookorbit_desktop.services.overview.book_view import BookViewService
        from bookorbit_desktop.storage.reading.book_history import BookHistory

        return BookViewService(
            self.books,
            self.book_list,
            self.sync_books,
            BookHistory(self.database),
            self.forecasts,
            self.preferences,
        )

    @on_demand
    def annotations(self) -> AnnotationService:
        from bookorbit_desktop.services.highlights.annotations import AnnotationService
        from bookorbit_desktop.storage.highlights.annotations import AnnotationRepository
        from bookorbit_desktop.storage.highlights.queries import AnnotationQueries

        return AnnotationService(
            self.database,
            AnnotationRepository(self.database),
            AnnotationQueries(self.database),
            self.clock,
            self.events,
        )

    @on_demand
    def annotation_carry(self) -> AnnotationCarryService:
        from bookorbit_desktop.services.highlights.carry import AnnotationCarryService

        return AnnotationCarryService(self.annotations)

    @on_demand
    def annotation_export(self) -> AnnotationExportService:
        from bookorbit_desktop.services.highlights.export import AnnotationExportService

        return AnnotationExportService(self.annotations.queries)

    @on_demand
    def file_runs(self) -> FileRuns:
        from bookorbit_desktop.domain.files.runs import FileWork
        from bookorbit_desktop.services.files.runs import FileRuns

        runs = FileRuns(self.database, self.file_run_repository, self.library, self.clock, self.events)
        runs.use([FileWork.WRITE], self.metadata_writer)
        runs.use([FileWork.MOVE, FileWork.COPY], self.file_moves)
        self._stopped_by(runs.stop)
        return runs

    @on_demand
    def metadata_writer(self) -> MetadataWriter:
        from bookorbit_desktop.services.files.metadata_files import MetadataWriter

        return MetadataWriter(
            self.database,
            self.file_run_repository,
            self.books,
            self.digests,
            self.covers,
            self.clock,
            self.data_dir / "file-backups",
        )

    @on_demand
    def file_moves(self) -> FileMoves:
        from bookorbit_desktop.services.files.moves import FileMoves

        return FileMoves(
            self.database, self.file_run_repository, self.books, self.progress, self.clock, self.events
        )

    @on_demand
    def organise(self) -> OrganiseService:
        from bookorbit_desktop.services.files.organise import OrganiseService

        return OrganiseService(self.file_runs, self.books, self.library, self.preferences)

    @on_demand
    def metadata_files(self) -> MetadataFileService:
        from bookorbit_desktop.services.files.metadata_files import MetadataFileService

        return MetadataFileService(self.file_runs, self.metadata_writer, self.library, self.preferences)

    @on_demand
    def dashboard(self) -> DashboardService:
        from bookorbit_desktop.services.overview.dashboard import DashboardService
        from bookorbit_desktop.storage.overview.dashboard import DashboardQueries

        return DashboardService(
            DashboardQueries(self.database),
            self.progress,
            self.sync_books,
            self.position_repository,
            self.reading_time,
            self.forecasts,
            self.preferences,
            self.clock,
        )

    @on_demand
    def reading_time(self) -> ReadingTimeService:
        from bookorbit_desktop.services.reading.reading_time import ReadingTimeService
        from bookorbit_desktop.storage.reading.reading_days import ReadingDayRepository

        return ReadingTimeService(
            self.database, ReadingDayRepository(self.database), self.preferences, self.clock
        )

    @on_demand
    def statistics(self) -> StatisticsService:
        from bookorbit_desktop.services.reading.statistics import StatisticsService
        from bookorbit_desktop.storage.overview.reading_plots import PlotQueries
        from bookorbit_desktop.storage.reading.reading_days import ReadingDayRepository

        return StatisticsService(
            self.reading_time,
            ReadingDayRepository(self.database),
            PlotQueries(self.database),
            self.preferences,
        )

    @on_demand
    def reading_time_builder(self) -> ReadingTimeBuilder:
        from bookorbit_desktop.services.reading.reading_time_builder import ReadingTimeBuilder

        return ReadingTimeBuilder(self.database, self.reading_time, self.events)

    @on_demand
    def forecasts(self) -> ForecastService:
        from bookorbit_desktop.services.reading.forecasts import ForecastService
        from bookorbit_desktop.storage.reading.reading_days import BookTimeQueries

        return ForecastService(self.reading_time, BookTimeQueries(self.database), self.page_views)

    @on_demand
    def reading_journal(self) -> ReadingJournal:
        from bookorbit_desktop.services.reading.journal import ReadingJournal
        from bookorbit_desktop.storage.reading.sessions import SessionRepository

        return ReadingJournal(
            self.database,
            SessionRepository(self.database),
            self.reading_time,
            self.books,
            self.clock,
            self.events,
        )

    @on_demand
    def quick_find(self) -> QuickFind:
        from bookorbit_desktop.storage.library.book_search import QuickFind

        return QuickFind(self.database, self.book_list.search)
