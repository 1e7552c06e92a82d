"""The triggers anew: how the bytes of a snapshot came to us can no longer be updated either."""

from django.db import migrations

from claims.models.guards import InstallGuards


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_guards")]

    operations = [InstallGuards()]
