import pytest

from claims.management.whole_file import whole_file


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_file_stands_under_its_name_once_it_is_whole(tmp_path):
    target = tmp_path / "rows.jsonl"
    target.write_bytes(b"old")
    with whole_file(target) as out:
        out.write(b"new")
        assert target.read_bytes() == b"old"
    assert contents(tmp_path) == {"rows.jsonl": b"new"}


def test_what_was_there_stays_when_the_writing_fails(tmp_path):
    target = tmp_path / "rows.jsonl"
    target.write_bytes(b"old")
    with pytest.raises(TypeError), whole_file(target) as out:
        out.writelines([b"half", "no bytes"])
    assert contents(tmp_path) == {"rows.jsonl": b"old"}


def test_nothing_is_left_beside_a_name_that_is_taken_by_a_folder(tmp_path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(IsADirectoryError), whole_file(tmp_path / "taken") as out:
        out.write(b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
