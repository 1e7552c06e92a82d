"""Articles: handing one in, the list, and the reader."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from claims.domain.permissions import can, check_can
from claims.models import Article, Desk
from claims.pipeline.receive_article import receive_text, receive_url
from claims.tasks import enqueue
from claims.web.article_page import known_words, listed_article, read_article_page
from claims.web.errors import act_with
from claims.web.forms import AddArticleForm
from claims.web.live import live_fragment
from claims.web.sign_in import SignedInRequest

PER_PAGE = 50


@require_safe
def list_articles(request: SignedInRequest) -> HttpResponse:
    """What the person's desks were asked to check, newest first."""
    rows = Article.objects.visible_to(request.user).select_related("snapshot", "desk").defer("snapshot__text")
    rows = rows.annotate(claim_count=Count("claims")).order_by("-created_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [listed_article(article) for article in page], "query": ""}
    return render(request, "claims/article_list.html", context)


def add_article(request: SignedInRequest) -> HttpResponseBase:
    """Hand in an article by address, as text or as a file."""
    desks = _open_desks(request.user)
    if not desks:
        return render(request, "claims/no_desk.html", status=403)
    if request.method != "POST":
        form = AddArticleForm(desks=desks, initial={"url": request.GET.get("url", "")})
        return render(request, "claims/article_add.html", {"form": form})
    form = AddArticleForm(request.POST, request.FILES, desks=desks)
    received: list[tuple[Article, bool]] = []
    status = act_with(form, lambda **_: received.append(_receive(form, request.user)))
    if status != 200:
        return render(request, "claims/article_add.html", {"form": form}, status=status)
    (article, is_new), *_ = received
    enqueue([article] if is_new else [])
    messages.info(request, known_words(article, is_new=is_new))
    return redirect("article", article.public_id)


def _open_desks(user: Any) -> list[Desk]:
    """The desks that take articles from this person; refused before anything is typed when none of theirs does."""
    desks = list(Desk.objects.visible_to(user))
    chosen = [desk for desk in desks if can(user, "submit_article", desk)]
    for desk in desks if not chosen else ():
        check_can(user, "submit_article", desk)
    return chosen


def _receive(form: AddArticleForm, user: Any) -> tuple[Article, bool]:
    """The article in the form, whichever way it was given."""
    desk, given = form.chosen_desk, form.cleaned_data
    check_can(user, "submit_article", desk)
    if given["url"]:
        return receive_url(desk, by=user, url=given["url"])
    if upload := given["file"]:
        return receive_text(desk, by=user, body=upload.read(), content_type=form.file_type, name=upload.name)
    return receive_text(desk, by=user, body=given["text"].encode(), name=given["name"])


@require_safe
def show_article(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The reader: our copy of the text with the claims marked in it."""
    page = _article_page(request, public_id)
    return render(request, "claims/article.html", {"page": page})


@require_safe
def show_article_live(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """The parts of the reader that change while machines work."""
    return live_fragment(request, "claims/_article_live.html", {"page": _article_page(request, public_id)})


def _article_page(request: SignedInRequest, public_id: str) -> Any:
    visible = Article.objects.visible_to(request.user).select_related("snapshot", "desk", "submitted_by")
    article = get_object_or_404(visible, public_id=public_id)
    part = request.GET.get("part", "")
    number = int(part) if part.isascii() and part.isdigit() and len(part) < 6 else None
    return read_article_page(article, request.user, part=number, at=request.GET.get("claim", ""))
