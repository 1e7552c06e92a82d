"""What people ask for on the page of a stored copy."""

from django import forms

from claims.domain.watch import DAILY
from claims.web.own_desks import DeskForm


class OverruleForm(DeskForm):
    """Say that a page will do as evidence although the machine calls it something else, and why."""

    reason = forms.CharField(max_length=500, error_messages={"required": "Say why the page may be used."})


class WatchForm(DeskForm):
    """Have a page captured again every so often; the law knows how often is polite."""

    interval_hours = forms.IntegerField(initial=DAILY, error_messages={"invalid": "Give a number of hours."})
    reason = forms.CharField(required=False, max_length=500)
