import pytest

from claims.text.language import language_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials told the publication that the mines lose power within weeks.", "en"),
        ("Міністр заявив, що експорт зріс на третину порівняно з минулим роком.", "uk"),
        ("Der Minister sagte, dass die Zahlen in diesem Jahr wieder steigen.", "de"),
        ("Le ministre a déclaré que les chiffres augmentent encore cette année.", "fr"),
        ("Министр сказал, что экспорт вырос на треть по сравнению с прошлым годом.", "ru"),
        ("中国政府周二表示，经济增长了五个百分点。", "zh"),
        ("Hi there", ""),
        ("1234567890 1234567890 1234567890", ""),
        ("", ""),
        ("\ud800 the lone half of a pair does not stop the reading of a text", "en"),
    ],
)
def test_language_of_names_the_language(text, expected):
    assert language_of(text) == expected
