import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.pipeline.kept import fetched_copy, flip_byte, raw_path

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    """Where the file goes when nobody says where."""
    monkeypatch.chdir(tmp_path)


def export(*arguments):
    """Standard output and standard error."""
    out, err = StringIO(), StringIO()
    call_command("export_snapshot", *arguments, stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue()


def refusal_of(*arguments):
    with pytest.raises(CommandError) as refusal:
        export(*arguments)
    return str(refusal.value), refusal.value.returncode


def test_a_copy_is_written_under_its_name():
    copy = fetched_copy()
    said = export(copy.public_id)
    path = Path(f"{copy.public_id}.wacz")
    assert said == (f"{copy.public_id} is in {path}, {path.stat().st_size:,} bytes.\n", "")
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert "datapackage.json" in archive.namelist()


def test_a_copy_is_written_where_it_is_asked_for(tmp_path):
    copy = fetched_copy()
    target = tmp_path / "elsewhere" / "copy.wacz"
    target.parent.mkdir()
    export(copy.public_id, "--output", str(target))
    assert [path.name for path in target.parent.iterdir()] == ["copy.wacz"]


def test_exporting_twice_gives_the_same_file():
    copy = fetched_copy()
    path = Path(f"{copy.public_id}.wacz")
    export(copy.public_id)
    first = path.read_bytes()
    export(copy.public_id)
    assert path.read_bytes() == first


def test_an_unknown_id_is_one_sentence():
    says = "There is no copy snp_nothing. Its page shows its id, which begins with snp_."
    assert refusal_of("snp_nothing") == (says, 1)


def test_a_damaged_copy_is_refused_and_leaves_no_file():
    copy = fetched_copy()
    flip_byte(raw_path(copy), 3)
    says, code = refusal_of(copy.public_id)
    assert (says.startswith(f"The copy {copy.public_id} is damaged, so it proves nothing: "), code) == (True, 1)
    assert says.endswith(" Add --damaged to write what is left.")
    assert list(Path().glob("*.wacz")) == []


def test_a_damaged_copy_that_is_asked_for_says_so():
    copy = fetched_copy()
    flip_byte(raw_path(copy), 3)
    out, err = export(copy.public_id, "--damaged")
    assert out.startswith(f"{copy.public_id} is in ")
    assert err.startswith(f"The copy is damaged: The raw copy {copy.raw_sha256} has been changed on disk")


def test_a_failed_export_leaves_the_file_that_was_there():
    copy = fetched_copy()
    Path("copy.wacz").write_bytes(b"an older one")
    flip_byte(raw_path(copy), 3)
    refusal_of(copy.public_id, "--output", "copy.wacz")
    assert {path.name: path.read_bytes() for path in Path().glob("*.wacz*")} == {"copy.wacz": b"an older one"}


def test_a_folder_that_is_not_there_is_one_sentence():
    copy = fetched_copy()
    says = "nowhere/copy.wacz cannot be written (No such file or directory). Name another with --output."
    assert refusal_of(copy.public_id, "--output", "nowhere/copy.wacz") == (says, 1)
