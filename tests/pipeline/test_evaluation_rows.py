import re

import pytest

from claims.errors import BadInput
from claims.pipeline.evaluation_rows import Row, check_ids_differ, quoted, read_rows


def written(folder, content):
    path = folder / "set.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_rows_keep_their_line_and_empty_lines_are_none(tmp_path):
    rows = read_rows(written(tmp_path, '\ufeff{"id": "a"}\n\n  \r\n{"id": "b\u2028c"}\r\n'))
    assert rows == [Row(1, {"id": "a"}), Row(4, {"id": "b\u2028c"})]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty: it must hold one JSON object a line."),
        ("\n \n", "is empty: it must hold one JSON object a line."),
        ('{"id": 1}\nid: 2\n', "Line 2 is not JSON: "),
        ('{"id": 1', "Line 1 is not JSON: "),
        ('{"n": NaN}', "Line 1 is not JSON: NaN is no number."),
        ('{"n": -Infinity}', "Line 1 is not JSON: -Infinity is no number."),
        ("[" * 100_000, "Line 1 is not JSON: "),
        ("[1, 2]", "Line 1 must be a JSON object."),
        (b'{"id": "\xff"}', "cannot be read as UTF-8 text: "),
    ],
)
def test_file_that_is_no_set_is_told_with_its_line(tmp_path, content, words):
    with pytest.raises(BadInput, match=re.escape(words)):
        read_rows(written(tmp_path, content))


def test_missing_file_and_folder_are_named(tmp_path):
    with pytest.raises(BadInput, match=re.escape(f"There is no file {tmp_path / 'none'}.")):
        read_rows(tmp_path / "none")
    with pytest.raises(BadInput, match=f"The file {tmp_path} cannot be read"):
        read_rows(tmp_path)


def test_fields_are_given_with_their_type():
    row = Row(1, {"t": "x", "n": 1.5, "none": None, "ts": ["x"], "rows": [{"t": "y"}]})
    assert (row.text("t"), row.number("n"), row.texts("ts")) == ("x", 1.5, ("x",))
    assert (row.text_or_none("none"), row.text_or_none("t")) == (None, "x")
    assert (row.number_or_none("none"), row.number_or_none("n")) == (None, 1.5)
    assert row.rows("rows") == (Row(1, {"t": "y"}),)


@pytest.mark.parametrize(
    ("read", "value", "words"),
    [
        (Row.text, 1, 'must have the text "x"'),
        (Row.text_or_none, 1, 'must have "x", a text or null'),
        (Row.number, "1", 'must have the number "x"'),
        (Row.number, True, 'must have the number "x"'),
        (Row.number, None, 'must have the number "x"'),
        (Row.number, float("inf"), 'must have the number "x"'),
        (Row.number, -(10**400), 'must have the number "x"'),
        (Row.number_or_none, [], 'must have the number "x"'),
        (Row.texts, "one", 'must have the list of texts "x"'),
        (Row.texts, ["one", 2], 'must have the list of texts "x"'),
        (Row.rows, {"t": 1}, 'must have the list of objects "x"'),
        (Row.rows, ["one"], 'must have the list of objects "x"'),
    ],
)
def test_field_of_another_type_is_told_with_its_line(read, value, words):
    with pytest.raises(BadInput) as caught:
        read(Row(7, {"x": value}), "x")
    assert str(caught.value) == f"Line 7 {words}."
    with pytest.raises(BadInput, match="Line 7 must have"):
        read(Row(7, {}), "x")


def test_text_must_be_one_of_those_there_are():
    assert Row(7, {"x": "fall"}).one_of("x", ("rise", "fall")) == "fall"
    with pytest.raises(BadInput, match=re.escape('Line 7 has "fell" as "x", which must be one of rise, fall.')):
        Row(7, {"x": "fell"}).one_of("x", ("rise", "fall"))


def test_words_of_a_file_are_named_on_one_line_and_cut():
    assert quoted("a\nб") == '"a\\nб"'
    assert quoted("a" * 80) == f'"{"a" * 80}"'
    assert quoted("a" * 81) == f'"{"a" * 80}…"'


def test_id_that_stands_twice_is_told_with_both_lines():
    check_ids_differ([(1, "a"), (2, "b")])
    with pytest.raises(BadInput, match=re.escape('Line 4 has the same id as line 2: "b".')):
        check_ids_differ([(1, "a"), (2, "b"), (4, "b")])
