import csv
import io
import re
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest

from claims.api.download import attachment, csv_text, safe_cell

ENDING = " snp_22.wacz"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Ottawa Convention", "The Ottawa Convention snp_22.wacz"),
        pytest.param('A "b"\r\nSet-Cookie: a=1;\r\n\r\n<p>', "A b Set-Cookie a=1 p snp_22.wacz", id="filename-header"),
        ("../../etc/passwd\\x", "etc passwd x snp_22.wacz"),
        ("Оттавська конвенція", "Оттавська конвенція snp_22.wacz"),
        ("\u202egnp.exe\x00", "gnp.exe snp_22.wacz"),
        ("half a \ud800 pair", "half a pair snp_22.wacz"),
        ("100 %", "100 snp_22.wacz"),
        ("", "snp_22.wacz"),
        ("…", "… snp_22.wacz"),
    ],
)
def test_file_is_named_after_its_title_and_nothing_else_is_said(title, name):
    header = attachment(title, ending=ENDING)
    plain, star = re.fullmatch(r"attachment; filename=\"([^\"]*)\"; filename\*=UTF-8''(\S+)", header).groups()
    assert unquote(star) == name
    assert re.fullmatch(r"[ -~]*snp_22\.wacz", plain)
    assert re.search(r"[\x00-\x1f\\/]", header) is None


def test_long_title_is_cut_and_the_ending_stays():
    name = unquote(attachment("ж" * 500, ending=ENDING).rpartition("''")[2])
    assert name == "ж" * 80 + ENDING


DANGEROUS = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A", "'=1", "'"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_would_be_calculated_gets_a_quote_which_taken_off_gives_it_back(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["mines", "a=b", "164", "", " 1", "“=1”", "≥5"])
def test_other_text_stays_as_it_is(text):
    assert safe_cell(text) == text


@pytest.mark.parametrize("number", [-5, 0, 164, 2.5, -0.5])
def test_number_stays_a_number(number):
    assert safe_cell(number) == number


@pytest.mark.parametrize("row", ["csv-injection"])
def test_table_holds_no_formula_and_is_read_back_as_it_was(row):
    rows = [["=A1", 'a "quoted", one', "two\r\nlines", -5, None, datetime(2024, 11, 20, 9, 5, tzinfo=UTC)]]
    table = csv_text(["@header", "plain", "", "number", "none", "when"], rows)
    assert table == (
        '"\'@header","plain","","number","none","when"\r\n'
        '"\'=A1","a ""quoted"", one","two\r\nlines",-5,"","2024-11-20T09:05:00Z"\r\n'
    )
    assert list(csv.reader(io.StringIO(table, newline="")))[1] == [
        "'=A1",
        'a "quoted", one',
        "two\r\nlines",
        "-5",
        "",
        "2024-11-20T09:05:00Z",
    ]
