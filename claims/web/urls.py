"""The pages, each a plain address that works without JavaScript."""

from django.urls import URLPattern, path

from claims.web.errors import View, worded
from claims.web.sign_in import signed_in
from claims.web.views import (
    article,
    candidate,
    claim,
    dashboard,
    demo,
    evidence,
    feed,
    job,
    origin,
    preference,
    provider,
    queue,
    search,
    session,
    snapshot,
)


def page(route: str, view: View, name: str) -> URLPattern:
    """An address for people who are signed in, whose errors are told in words."""
    return path(route, signed_in(worded(view)), name=name)


urlpatterns = [
    path("sign-in", session.SignIn.as_view(), name="sign-in"),
    path("sign-in/demo", session.enter_demo, name="sign-in-demo"),
    path("sign-out", session.sign_out, name="sign-out"),
    path("theme", preference.choose_theme, name="theme"),
    page("", queue.show_queue, "queue"),
    page("queue/live", queue.show_queue_live, "queue-live"),
    page("articles", article.list_articles, "articles"),
    page("articles/new", article.add_article, "article-add"),
    page("articles/<str:public_id>", article.show_article, "article"),
    page("articles/<str:public_id>/live", article.show_article_live, "article-live"),
    page("claims/<str:public_id>", claim.show_claim, "claim"),
    page("claims/<str:public_id>/live", claim.show_evidence_live, "claim-live"),
    page("claims/<str:public_id>/accept", claim.accept, "claim-accept"),
    page("claims/<str:public_id>/dismiss", claim.dismiss, "claim-dismiss"),
    page("claims/<str:public_id>/searches", search.ask, "search-ask"),
    page("claims/<str:public_id>/sources", candidate.propose, "source-propose"),
    page("claims/<str:public_id>/origins", origin.decide, "origin-decide"),
    page("searches/<str:public_id>/again", search.again, "search-again"),
    page("candidates/<str:public_id>/drop", candidate.drop, "candidate-drop"),
    page("candidates/<str:public_id>/take-up", candidate.take_up, "candidate-take-up"),
    page("candidates/<str:public_id>/upload", candidate.upload, "candidate-upload"),
    page("evidence/<str:public_id>/stance", evidence.set_stance, "evidence-stance"),
    page("evidence/<str:public_id>/reject", evidence.reject, "evidence-reject"),
    page("snapshots/<str:public_id>", snapshot.show_snapshot, "snapshot"),
    page("snapshots/<str:public_id>/live", snapshot.show_snapshot_live, "snapshot-live"),
    page("snapshots/<str:public_id>/difference", snapshot.show_difference, "snapshot-difference"),
    page("snapshots/<str:public_id>/wacz", snapshot.download, "snapshot-wacz"),
    page("snapshots/<str:public_id>/capture", snapshot.capture_again, "snapshot-capture"),
    page("snapshots/<str:public_id>/watch", snapshot.watch, "snapshot-watch"),
    page("snapshots/<str:public_id>/watch/stop", snapshot.stop_watch, "snapshot-unwatch"),
    page("snapshots/<str:public_id>/archive", snapshot.archive, "snapshot-archive"),
    page("snapshots/<str:public_id>/overrule", snapshot.overrule, "snapshot-overrule"),
    page("providers", provider.list_providers, "providers"),
    page("providers/live", provider.list_providers_live, "providers-live"),
    page("provider-tests/<str:public_id>", provider.show_test, "provider-test"),
    page("provider-tests/<str:public_id>/live", provider.show_test_live, "provider-test-live"),
    page("providers/<str:name>", provider.show_provider, "provider"),
    page("providers/<str:name>/switch", provider.switch, "provider-switch"),
    page("providers/<str:name>/ask", provider.ask, "provider-ask"),
    page("feeds", feed.list_feeds, "feeds"),
    page("feeds/live", feed.list_feeds_live, "feeds-live"),
    page("feeds/new", feed.add, "feed-add"),
    page("feeds/import", feed.import_list, "feeds-import"),
    page("feeds/export", feed.export_list, "feeds-export"),
    page("feeds/<str:public_id>", feed.show_feed, "feed"),
    page("feeds/<str:public_id>/live", feed.show_feed_live, "feed-live"),
    page("feeds/<str:public_id>/poll", feed.poll, "feed-poll"),
    page("feeds/<str:public_id>/change", feed.change, "feed-change"),
    page("feeds/<str:public_id>/pause", feed.pause, "feed-pause"),
    page("feeds/<str:public_id>/remove", feed.remove, "feed-remove"),
    page("dashboard", dashboard.show_dashboard, "dashboard"),
    page("jobs", job.list_failed, "jobs"),
    page("jobs/<str:public_id>/retry", job.retry, "job-retry"),
    page("demo/remove", demo.remove, "demo-remove"),
    page("keys", preference.show_keys, "keys"),
]
