from django.db import migrations


class Migration(migrations.Migration):
    """The column is named as on other rows: `status` is the workflow's word."""

    dependencies = [("claims", "0005_idempotency")]

    operations = [
        migrations.RenameField(model_name="idempotentrequest", old_name="status", new_name="status_code"),
    ]
