"""The application's configuration; it connects nothing."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """The workbench."""

    name = "claims"
    verbose_name = "Fact-checking workbench"

    def ready(self) -> None:
        """Load the system checks."""
        from claims import checks  # noqa: F401, PLC0415 -- app ready
