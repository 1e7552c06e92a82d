"""Each candidate that a search proposed becomes a hit of that search."""

from typing import Any

from django.db import migrations


def add_hits(apps: Any, schema_editor: Any) -> None:
    """One hit for each candidate, at its own place."""
    hits = apps.get_model("claims", "SearchHit").objects
    candidates = apps.get_model("claims", "CandidateSource").objects.filter(search_job__isnull=False)
    for candidate in candidates.iterator(chunk_size=500):
        hits.get_or_create(
            search_job_id=candidate.search_job_id, candidate_id=candidate.pk, defaults={"rank": candidate.rank}
        )


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_sources")]
    operations = [migrations.RunPython(add_hits, migrations.RunPython.noop)]
