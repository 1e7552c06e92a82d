"""What can be measured, one file a step: its arguments, and its report for programs and for people."""

from claims.management.evaluations.attribution import ATTRIBUTION
from claims.management.evaluations.base import Evaluation
from claims.management.evaluations.checkworthiness import CHECKWORTHINESS
from claims.management.evaluations.extraction import EXTRACTION
from claims.management.evaluations.figures import FIGURES
from claims.management.evaluations.frames import FRAMES
from claims.management.evaluations.passages import PASSAGES
from claims.management.evaluations.prior import PRIOR
from claims.management.evaluations.retrieval import RETRIEVAL

EVALUATIONS: tuple[Evaluation, ...] = (
    EXTRACTION,
    CHECKWORTHINESS,
    ATTRIBUTION,
    FRAMES,
    RETRIEVAL,
    PASSAGES,
    FIGURES,
    PRIOR,
)
