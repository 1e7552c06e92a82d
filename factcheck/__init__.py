"""Wiring only: settings, URLs, the Celery app. No rules live here."""

from factcheck.celery import app as celery_app

__all__ = ["celery_app"]
