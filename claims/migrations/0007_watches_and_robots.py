from datetime import datetime

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

AWAY_SINCE = "# unreachable since "


def read_away_lines(apps, schema_editor):
    """Since when a robots.txt cannot be had stood in its text, which is empty from now on."""
    robots_files = apps.get_model("claims", "RobotsFile").objects
    for robots in robots_files.filter(Q(status=0) | Q(status__gte=500)).iterator():
        robots.unreachable_since = _away_since(robots.text) or robots.fetched_at
        robots.text = ""
        robots.save(update_fields=["text", "unreachable_since"])


def _away_since(text):
    return datetime.fromisoformat(text.removeprefix(AWAY_SINCE)) if text.startswith(AWAY_SINCE) else None


def write_away_lines(apps, schema_editor):
    """The line as it was."""
    for robots in apps.get_model("claims", "RobotsFile").objects.filter(unreachable_since__isnull=False).iterator():
        robots.text = f"{AWAY_SINCE}{robots.unreachable_since.isoformat(timespec='seconds')}"
        robots.save(update_fields=["text"])


class Migration(migrations.Migration):
    """Each desk has its own watch on a page; since when a robots.txt cannot be had is a column."""

    dependencies = [("claims", "0006_idempotency_status_code")]

    operations = [
        migrations.AlterField(
            model_name="pagewatch",
            name="page",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="watches", to="claims.page"
            ),
        ),
        migrations.AddConstraint(
            model_name="pagewatch",
            constraint=models.UniqueConstraint(fields=("page", "desk"), name="watch_once"),
        ),
        migrations.AddField(
            model_name="robotsfile",
            name="unreachable_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(read_away_lines, write_away_lines),
    ]
