"""The dashboard of the person's desks."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.domain.dashboard import read_dashboard
from claims.domain.health import check_worker
from claims.web.charts import bar_chart
from claims.web.sign_in import SignedInRequest


@require_safe
def show_dashboard(request: SignedInRequest) -> HttpResponse:
    """Numbers with the lists behind them."""
    board = read_dashboard(request.user)
    context = {
        "board": board,
        "chart": bar_chart([(day.day, day.decided) for day in board.days]),
        "decided": sum(day.decided for day in board.days),
        "worker": check_worker(),
        "now": timezone.now(),
    }
    return render(request, "claims/dashboard.html", context)
