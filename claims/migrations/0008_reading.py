import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def keep_the_wording(apps, schema_editor):
    """Until now nobody could word a claim, so its text is what the machine proposed."""
    apps.get_model("claims", "Claim").objects.exclude(engine="").update(proposed_text=F("text"))


class Migration(migrations.Migration):
    """What a claim's rank was made of, who worded it, and the points that a desk gives."""

    dependencies = [
        ("claims", "0007_watches_and_robots"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="changes",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="claim",
            name="edited_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="claim",
            name="edited_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="features",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="claim",
            name="logit",
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name="claim",
            name="proposed_text",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="desk",
            name="worthiness_points",
            field=models.JSONField(
                default=dict,
                help_text="Points that the desk gives to features of a sentence when claims are ranked.",
            ),
        ),
        migrations.AlterField(
            model_name="auditevent",
            name="action",
            field=models.CharField(
                choices=[
                    ("article.submitted", "Article submitted"),
                    ("snapshot.recorded", "Snapshot recorded"),
                    ("snapshot.attached", "Snapshot attached to the article"),
                    ("capture.requested", "New copy asked for"),
                    ("snapshot.damaged", "Stored copy found damaged"),
                    ("snapshot.restored", "Stored copy found whole again"),
                    ("snapshot.quality_overruled", "Quality label overruled"),
                    ("snapshot.page_uploaded", "Page uploaded by a person"),
                    ("snapshot.quotes_checked", "Quotes looked for in a later copy"),
                    ("watch.started", "Watch on a page started"),
                    ("watch.stopped", "Watch on a page stopped"),
                    ("archive.requested", "Public archive asked to keep a page"),
                    ("archive.kept", "Page kept by a public archive"),
                    ("claim.suggested", "Claim suggested"),
                    ("claim.accepted", "Claim accepted"),
                    ("claim.dismissed", "Claim dismissed"),
                    ("claim.edited", "Claim worded by a person"),
                    ("search.requested", "Search requested"),
                    ("search.answered", "Search answered"),
                    ("search.failed", "Search could not look"),
                    ("search.rerun", "Search asked for by a person"),
                    ("candidate.proposed", "Source proposed by a person"),
                    ("candidate.kept", "Candidate captured"),
                    ("candidate.dropped", "Candidate dropped"),
                    ("evidence.suggested", "Evidence suggested"),
                    ("evidence.stance_confirmed", "Stance confirmed"),
                    ("evidence.rejected", "Evidence rejected"),
                    ("origin.grouped", "Sources grouped by origin"),
                    ("origin.decided", "Origin decided by a person"),
                    ("provider.tested", "Provider tested"),
                    ("provider.switched", "Provider switched on or off"),
                    ("feed.added", "Feed added"),
                    ("feed.changed", "Feed changed"),
                    ("feed.removed", "Feed removed"),
                    ("feed.polled", "Feed had new items"),
                    ("work.retried", "Failed work put back in the queue"),
                    ("work.failed", "Work parked as failed"),
                    ("desk.created", "Desk created"),
                    ("desk.changed", "Desk settings changed"),
                    ("desk.worthiness_changed", "What is worth checking changed"),
                    ("desk.member_added", "Member added"),
                    ("token.created", "API token created"),
                    ("demo.loaded", "Demo loaded"),
                    ("demo.removed", "Demo removed"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["desk", "-decided_at"], name="claim_decided"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("edited_at", None), ("edited_by", None)),
                    models.Q(("edited_at__isnull", False), ("edited_by__isnull", False)),
                    _connector="OR",
                ),
                name="claim_edited_by_and_at",
            ),
        ),
        migrations.RunPython(keep_the_wording, migrations.RunPython.noop),
    ]
