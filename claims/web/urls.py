"""The pages, each a plain address that works without JavaScript."""

from django.urls import URLPattern, path

from claims.web.errors import View, worded
from claims.web.sign_in import signed_in
from claims.web.views import article, claim, dashboard, demo, evidence, job, preference, queue, session, snapshot


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
    page("evidence/<str:public_id>/stance", evidence.set_stance, "evidence-stance"),
    page("evidence/<str:public_id>/reject", evidence.reject, "evidence-reject"),
    page("snapshots/<str:public_id>", snapshot.show_snapshot, "snapshot"),
    page("dashboard", dashboard.show_dashboard, "dashboard"),
    page("jobs", job.list_failed, "jobs"),
    page("jobs/<str:public_id>/retry", job.retry, "job-retry"),
    page("demo/remove", demo.remove, "demo-remove"),
    page("keys", preference.show_keys, "keys"),
]
