"""The triggers of `claims/models/guards.py`, and the head of the audit chain."""

from django.db import migrations

from claims.models.guards import InstallGuards


def begin_chain(apps, schema_editor):
    apps.get_model("claims", "AuditHead").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]

    operations = [InstallGuards(), migrations.RunPython(begin_chain, migrations.RunPython.noop)]
