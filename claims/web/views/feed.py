"""Feeds: the list, looking at one before adding it, one feed, and lists of feeds in and out."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import pluralize
from django.views.decorators.http import require_POST, require_safe

from claims.domain.feed import add_feed, change_feed, remove_feed, request_poll
from claims.domain.permissions import check_can
from claims.models import Desk, Feed
from claims.pipeline.receive_article import acceptable_url
from claims.tasks import enqueue
from claims.web.errors import act_with
from claims.web.feed_forms import INTERVAL_WORDS, AddFeedForm, ChangeFeedForm, OpmlForm
from claims.web.feed_page import FeedPage, PreviewPage, look_at_feed, read_feed_list, read_feed_page
from claims.web.live import live_fragment
from claims.web.opml_page import OpmlReport, exported_opml, import_report
from claims.web.own_desks import desks_to_act_for
from claims.web.sign_in import SignedInRequest

OPML_TYPE = "text/x-opml; charset=utf-8"


@require_safe
def list_feeds(request: SignedInRequest) -> HttpResponse:
    """The feeds of the person's desks."""
    return render(request, "claims/feeds.html", {"list": read_feed_list(request.user, number=request.GET.get("page"))})


@require_safe
def list_feeds_live(request: SignedInRequest) -> HttpResponseBase:
    """The same list, asked for again by the page."""
    listed = read_feed_list(request.user, number=request.GET.get("page"))
    return live_fragment(request, "claims/_feeds_live.html", {"list": listed})


def add(request: SignedInRequest) -> HttpResponseBase:
    """Look at a feed first, then add it."""
    desks = desks_to_act_for(request.user, "change_feeds")
    if request.method != "POST":
        return _add_page(request, desks, form=AddFeedForm(desks=desks, initial={"url": request.GET.get("url", "")}))
    form = AddFeedForm(request.POST, desks=desks)
    if "look" in request.POST:
        preview = look_at_feed(form) if form.is_valid() else None
        return _add_page(request, desks, form=form, preview=preview, status=200 if preview else 422)
    feeds: list[Feed] = []
    status = act_with(form, lambda url, **given: feeds.append(_added(request.user, url=url, **given)))
    if status != 200:
        return _add_page(request, desks, form=form, status=status)
    enqueue(feed for feed in feeds if feed.last_polled_at is None)
    messages.info(request, "The feed is on the desk. Its items appear here after each poll.")
    return redirect("feed", feeds[0].public_id)


def _added(user: Any, *, url: str, **given: Any) -> Feed:
    return add_feed(by=user, url=acceptable_url(url), **given)


def _add_page(
    request: SignedInRequest,
    desks: list[Desk],
    *,
    form: AddFeedForm | None = None,
    opml_form: OpmlForm | None = None,
    preview: PreviewPage | None = None,
    report: OpmlReport | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form or AddFeedForm(desks=desks),
        "opml_form": opml_form or OpmlForm(desks=desks),
        "preview": preview,
        "report": report,
        "interval_words": INTERVAL_WORDS,
    }
    return render(request, "claims/feed_add.html", context, status=status)


@require_POST
def import_list(request: SignedInRequest) -> HttpResponseBase:
    """Add the feeds of an OPML file, or only say what would be added."""
    desks = desks_to_act_for(request.user, "change_feeds")
    form = OpmlForm(request.POST, request.FILES, desks=desks)
    reports: list[OpmlReport] = []
    is_dry = "look" in request.POST
    status = act_with(form, lambda file, **given: reports.append(_imported(request.user, file, is_dry, given)))
    report = reports[0] if reports else None
    enqueue(report.feeds if report else [])
    return _add_page(request, desks, opml_form=form, report=report, status=status)


def _imported(user: Any, file: Any, is_dry: bool, given: dict[str, Any]) -> OpmlReport:
    return import_report(file.read(), by=user, is_dry=is_dry, **given)


@require_safe
def export_list(request: SignedInRequest) -> HttpResponse:
    """The feeds of the person's desks as an OPML file."""
    headers = {"Content-Disposition": 'attachment; filename="feeds.opml"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(exported_opml(request.user), content_type=OPML_TYPE, headers=headers)


@require_safe
def show_feed(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One feed and what became of its items."""
    return render(request, "claims/feed.html", {"page": _feed_page(request, public_id)})


@require_safe
def show_feed_live(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """The parts of it that change by themselves."""
    return live_fragment(request, "claims/_feed_live.html", {"page": _feed_page(request, public_id)})


def _feed_page(request: SignedInRequest, public_id: str) -> FeedPage:
    return read_feed_page(_visible_feed(request.user, public_id), request.user, number=request.GET.get("page"))


def _visible_feed(user: Any, public_id: str) -> Feed:
    return get_object_or_404(Feed.objects.visible_to(user).select_related("desk", "added_by"), public_id=public_id)


@require_POST
def poll(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Have a feed polled now."""
    feed = _visible_feed(request.user, public_id)
    request_poll(feed, by=request.user)
    enqueue([feed])
    return redirect("feed", feed.public_id)


@require_POST
def change(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Change the terms of a feed."""
    feed, form = _visible_feed(request.user, public_id), ChangeFeedForm(request.POST)
    status = act_with(form, lambda **given: change_feed(feed, by=request.user, **given))
    if status != 200:
        return render(
            request, "claims/feed.html", {"page": read_feed_page(feed, request.user, form=form)}, status=status
        )
    messages.info(request, "Saved.")
    return redirect("feed", feed.public_id)


@require_POST
def pause(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Pause a feed, or let the clock poll it again."""
    feed = _visible_feed(request.user, public_id)
    change_feed(feed, by=request.user, is_paused=request.POST.get("is_paused") == "yes")
    return redirect("feed", feed.public_id)


def remove(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Remove a feed, which is asked once; what came of its items stays."""
    feed = _visible_feed(request.user, public_id)
    if request.method != "POST":
        check_can(request.user, "change_feeds", feed.desk)
        return render(request, "claims/feed_remove.html", {"feed": feed, "items": feed.items.count()})
    name, items = feed.title or feed.url, feed.items.count()
    remove_feed(feed, by=request.user)
    messages.info(request, f"{name} is removed with the list of its {items} item{pluralize(items)}.")
    return redirect("feeds")
