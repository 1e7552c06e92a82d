"""The dashboard of the person's desks."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.domain.dashboard import read_dashboard
from claims.domain.health import check_worker
from claims.models import Desk
from claims.web.charts import bar_chart
from claims.web.sign_in import SignedInRequest
from claims.web.words import advice_words


@require_safe
def show_dashboard(request: SignedInRequest) -> HttpResponse:
    """Numbers with the lists behind them."""
    board, worker = read_dashboard(request.user), check_worker()
    context = {
        "board": board,
        "chart": bar_chart([(day.day, day.decided) for day in board.days]),
        "decided": sum(day.decided for day in board.days),
        "worker": worker,
        "advice": advice_words(worker.advice),
        "now": timezone.now(),
        "desks": Desk.objects.visible_to(request.user),
    }
    return render(request, "claims/dashboard.html", context)
