"""Equal jobs are one line of the activity."""

from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.overview.activity import Job, JobKind, JobState, fold_equal


def job(index: int, state: JobState = JobState.DONE, stage: str = "Nothing new", error: str = "") -> Job:
    return Job(index, JobKind.SCAN, state, stage=stage, error=Message(error))


def test_equal_jobs_that_follow_each_other_are_one() -> None:
    folded = fold_equal([job(3), job(2), job(1, stage="2 books added"), job(0)])

    assert [(one.id, one.times) for one in folded] == [(3, 2), (1, 1), (0, 1)]


def test_failed_and_running_jobs_are_never_folded() -> None:
    jobs = [
        job(4, JobState.ACTIVE),
        job(3, JobState.ACTIVE),
        job(2, JobState.FAILED),
        job(1, JobState.FAILED),
    ]

    assert fold_equal(jobs) == jobs
