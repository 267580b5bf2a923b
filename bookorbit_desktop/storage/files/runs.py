"""The journal of changes to the person's files."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from peewee import fn

from bookorbit_desktop.domain.files.runs import FileRun, FileStep, FileWork, NewStep, StepState, WrittenPart
from bookorbit_desktop.storage import models


class FileRunRepository:
    """Stores runs and their steps. Methods that change data run inside a writer job."""

    def begin(
        self,
        work: FileWork,
        steps: Iterable[tuple[NewStep, Sequence[NewStep]]],
        at: float,
        parts: Iterable[WrittenPart] = (),
    ) -> int:
        """Record a run before its first step. Returns its id."""
        kept = json.dumps(sorted(parts))
        run_id = models.FileRun.insert(work=work, begun_at=at, parts=kept).execute()
        for step, beside in steps:
            step_id = self._add(run_id, step, None)
            for sidecar in beside:
                self._add(run_id, sidecar, step_id)
        return int(run_id)

    def end(self, run_id: int, at: float | None) -> None:
        """Set the end of a run in seconds since 1970; None if it is under way again."""
        models.FileRun.update(ended_at=at).where(models.FileRun.id == run_id).execute()

    def begin_undo(self, run_id: int) -> None:
        """Mark a run as being undone. Its planned steps are dropped."""
        models.FileRun.update(undoing=True, ended_at=None).where(models.FileRun.id == run_id).execute()

    def put(self, step_id: int, state: StepState, reason: str = "") -> None:
        """Store the outcome of a step: done, failed or undone."""
        table = models.FileStep
        table.update(state=state, reason=reason).where(table.id == step_id).execute()

    def put_digests(self, step_id: int, before: str, after: str) -> None:
        """Store the MD5 of the whole file before and after a step."""
        table = models.FileStep
        table.update(before=before, after=after).where(table.id == step_id).execute()

    def run(self, run_id: int) -> FileRun | None:
        """A run by its id."""
        row = models.FileRun.get_or_none(models.FileRun.id == run_id)
        return None if row is None else _run(row)

    def last(self, works: Iterable[FileWork]) -> FileRun | None:
        """The newest run of these kinds with a completed step that was not undone."""
        steps = models.FileStep
        done = steps.select(steps.run).where(steps.state == StepState.DONE)
        runs = models.FileRun
        rows = runs.select().where(runs.work.in_(list(works)), runs.id.in_(done)).order_by(runs.id.desc())
        return next((_run(row) for row in rows.limit(1)), None)

    def interrupted(self) -> list[FileRun]:
        """The runs interrupted by a quit or crash, oldest first."""
        runs = models.FileRun
        return [_run(row) for row in runs.select().where(runs.ended_at.is_null()).order_by(runs.id)]

    def steps(self, run_id: int, states: Iterable[StepState] = tuple(StepState)) -> list[FileStep]:
        """The steps of a run, in order."""
        table = models.FileStep
        rows = table.select().where(table.run == run_id, table.state.in_(list(states))).order_by(table.id)
        return [_step(row) for row in rows]

    def written(self) -> list[FileStep]:
        """The steps that wrote metadata and still have a backup."""
        table = models.FileStep
        rows = table.select().join(models.FileRun).where(models.FileRun.work == FileWork.WRITE)
        return [_step(row) for row in rows.where(table.state == StepState.DONE).order_by(table.id)]

    def step(self, step_id: int) -> FileStep:
        """A step by its number."""
        return _step(models.FileStep.get_by_id(step_id))

    def made_folder(self, path: bytes, run_id: int) -> None:
        """Record a folder that was or is about to be created."""
        models.MadeFolder.insert(path=path, run=run_id).on_conflict_ignore().execute()

    def forget_made_folder(self, path: bytes) -> None:
        """Forget a created folder, because it is gone or wasn't ours."""
        models.MadeFolder.delete().where(models.MadeFolder.path == path).execute()

    def is_made(self, path: bytes) -> bool:
        """Whether a folder was created for files."""
        return bool(models.MadeFolder.select().where(models.MadeFolder.path == path).exists())

    def _add(self, run_id: int, step: NewStep, beside: int | None) -> int:
        added = models.FileStep.insert(
            run=run_id,
            file_id=step.file_id,
            book_id=step.book_id,
            source=step.source,
            target=step.target,
            state=StepState.PLANNED,
            reason="",
            beside=beside,
            before="",
            after="",
        )
        return int(added.execute())


def _run(row: Any) -> FileRun:
    steps = models.FileStep
    counted = (
        steps.select(steps.state, fn.COUNT(steps.id))
        .where(steps.run == row.id, steps.file_id.is_null(False))
        .group_by(steps.state)
        .tuples()
    )
    counts: dict[str, int] = dict(counted)
    return FileRun(
        id=row.id,
        work=FileWork(row.work),
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        undoing=row.undoing,
        done=counts.get(StepState.DONE, 0),
        failed=counts.get(StepState.FAILED, 0),
        parts=frozenset(map(WrittenPart, json.loads(row.parts))),
    )


def _step(row: Any) -> FileStep:
    return FileStep(
        id=row.id,
        run_id=row.run_id,
        file_id=row.file_id,
        book_id=row.book_id,
        source=bytes(row.source),
        target=bytes(row.target),
        state=StepState(row.state),
        reason=row.reason,
        beside=row.beside,
        before=row.before,
        after=row.after,
    )
