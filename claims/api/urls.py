"""The addresses under /api/v1/; each works with and without a slash at its end."""

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from claims.api.archive import ArchivingViewSet
from claims.api.article import ArticleViewSet
from claims.api.candidate import CandidateViewSet
from claims.api.capture import CaptureViewSet
from claims.api.claim import ClaimViewSet
from claims.api.desk import DeskViewSet
from claims.api.evidence import EvidenceViewSet
from claims.api.feed import FeedViewSet
from claims.api.job import JobViewSet
from claims.api.provider import ProviderTestViewSet, ProviderViewSet
from claims.api.reference import OpenApiDocument, ReferencePage
from claims.api.root import Root, UnknownAddress
from claims.api.search import SearchViewSet
from claims.api.snapshot import SnapshotViewSet


class EitherSlashRouter(SimpleRouter):
    """A router whose addresses may end in a slash or not; links are made without."""

    def __init__(self) -> None:
        super().__init__()
        self.trailing_slash = "/?"


router = EitherSlashRouter()
router.register("articles", ArticleViewSet, basename="article")
router.register("claims", ClaimViewSet, basename="claim")
router.register("evidence", EvidenceViewSet, basename="evidence")
router.register("snapshots", SnapshotViewSet, basename="snapshot")
router.register("searches", SearchViewSet, basename="search")
router.register("candidates", CandidateViewSet, basename="candidate")
router.register("captures", CaptureViewSet, basename="capture")
router.register("archivings", ArchivingViewSet, basename="archiving")
router.register("feeds", FeedViewSet, basename="feed")
router.register("providers", ProviderViewSet, basename="provider")
router.register("provider-tests", ProviderTestViewSet, basename="provider-test")
router.register("jobs", JobViewSet, basename="job")
router.register("desks", DeskViewSet, basename="desk")

urlpatterns = [
    path("", Root.as_view(), name="api-root"),
    re_path(r"^schema/?$", OpenApiDocument.as_view(), name="api-schema"),
    re_path(r"^docs/?$", ReferencePage.as_view(), name="api-reference"),
    path("", include(router.urls)),
    re_path(r"^.*$", UnknownAddress.as_view()),
]
