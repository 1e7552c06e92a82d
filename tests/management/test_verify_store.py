import json
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.models import Snapshot
from claims.providers import registry
from tests.pipeline.kept import fetched_copy, flip_byte, raw_path

pytestmark = pytest.mark.django_db


def verify(*arguments):
    """Exit code, standard output, standard error."""
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_store", *arguments, stdout=out, stderr=err, no_color=True)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def without_speed(out):
    return re.sub(r": [\d.,]+ MB in [\d.]+ s, [\d.,]+ MB/s\.", ": fast.", out)


def test_a_whole_store_is_counted_with_its_speed():
    for _ in range(2):
        fetched_copy()
    code, out, err = verify()
    assert (code, without_speed(out), err) == (
        0,
        "Read 2 copies, 0 quotes, 2 raw files and 3 WARC records: fast.\nEverything is as it was.\n",
        "",
    )
    assert out != without_speed(out)


def test_each_damage_is_one_line_and_ends_with_exit_code_one():
    whole, damaged = fetched_copy(), fetched_copy()
    flip_byte(raw_path(damaged), 3)
    code, out, err = verify()
    assert (code, err) == (1, f"{damaged.public_id}: The raw copy was changed on the disk.\n")
    assert out.endswith("Damaged: 1, named above.\n")
    assert {row.public_id: row.is_safe for row in Snapshot.objects.all()} == {
        whole.public_id: True,
        damaged.public_id: False,
    }


def test_a_restored_copy_is_told_of():
    copy = fetched_copy()
    body = raw_path(copy).read_bytes()
    flip_byte(raw_path(copy), 3)
    verify()
    raw_path(copy).write_bytes(body)
    code, out, _ = verify()
    assert (code, out.splitlines()[1:]) == (
        0,
        ["Copies that were damaged and are whole again: 1.", "Everything is as it was."],
    )


def test_files_that_no_row_names_are_listed_and_no_damage():
    sha256 = registry.blob_store().put(b"nobody's")
    code, out, err = verify()
    assert (code, without_speed(out).splitlines(), err) == (
        0,
        [
            f"raw/{sha256[:2]}/{sha256[2:4]}/{sha256}: No row names this raw copy.",
            "Read 0 copies, 0 quotes, 1 raw files and 0 WARC records: fast.",
            "Files that no row names: 1; nothing was deleted.",
            "Everything is as it was.",
        ],
        "",
    )


def test_the_report_as_json():
    copy = fetched_copy()
    flip_byte(raw_path(copy), 3)
    code, out, err = verify("--json")
    report = json.loads(out)
    assert report.pop("seconds") > 0
    assert report.pop("mb_per_second") >= 0
    assert (code, err) == (1, "")
    assert report == {
        "is_whole": False,
        "snapshots": 1,
        "quotes": 0,
        "records": 2,
        "files": 1,
        "bytes": report["bytes"],
        "damaged": 1,
        "restored": 0,
        "unnamed": 0,
        "problems": [{"kind": "damage", "subject": copy.public_id, "says": "The raw copy was changed on the disk."}],
    }


def test_a_limit_looks_at_the_newest_only():
    for _ in range(3):
        fetched_copy()
    assert json.loads(verify("--json", "--limit", "2")[1])["snapshots"] == 2


@pytest.mark.parametrize("limit", ["0", "-1"])
def test_a_limit_of_nothing_is_wrong_usage(limit):
    with pytest.raises(CommandError) as refusal:
        verify("--limit", limit)
    assert (str(refusal.value), refusal.value.returncode) == ("--limit is a number of copies, 1 or more.", 2)


def test_a_disk_that_is_not_mounted_is_one_sentence():
    fetched_copy()
    folder = registry.blob_store().folder
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(CommandError) as refusal:
        verify()
    assert str(refusal.value).startswith(f"The folder {folder} is missing or empty, although the database names copies")
    assert Snapshot.objects.get().is_safe is True
