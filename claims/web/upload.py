"""What a person is told who handed in a page for one that was proposed and could not be captured."""

from claims.enums import JobState, Quality
from claims.models import CandidateSource, Snapshot

READ_NOW = "The page is kept with its hash and is read now."
READ_SOON = "The page is kept with its hash. It is read within a minute."
UNFIT = "The page is kept, but the machine calls it: {label}. Let it pass with a reason if it will do."


def words_on_upload(candidate: CandidateSource, snapshot: Snapshot) -> str:
    """What becomes of the page that was handed in for a candidate."""
    if not snapshot.is_usable:
        return UNFIT.format(label=Quality(snapshot.quality).label.lower())
    # A worker that has the page in hand goes on with this copy when it looks the next time.
    return READ_NOW if candidate.job_state == JobState.QUEUED else READ_SOON
