import pytest

from claims.text.line_labels import label_end, speakers_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SMITH: Yes.", {"SMITH"}),
        ("Q: How?\nA: So.", {"Q", "A"}),
        ("MR. SMITH (Labour): Yes.", {"MR. SMITH"}),
        ("ВЕДУЧИЙ: Так.", {"ВЕДУЧИЙ"}),
        ("Ann Roe: It is.\nAnn Roe: It was.", {"Ann Roe"}),
        ("Ann Roe: It is.", set()),
        ("SOURCE: the bank.\nNOTE: late.\nPhoto: us.\nPhoto: them.", set()),
        ("X: the sign of a kiss.", set()),
        ("Editor Note: late.\nEditor Note: later.", set()),
        ("The result is this: he left.\nThe result is this: she left.", set()),
    ],
)
def test_speakers_are_names_that_speak(text, expected):
    assert speakers_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("SMITH: Yes.", "Yes."), ("14:35 SMITH: Yes.", "Yes."), ("14:35 It fell.", "It fell."), ("2.15pm GMT It", "It"),
     ("10:30 in the morning", "10:30 in the morning"), ("Jones: No.", "Jones: No.")],
)  # fmt: skip
def test_label_end_is_where_the_words_begin(text, expected):
    assert text[label_end(text, 0, len(text), speakers=frozenset({"SMITH"})) :] == expected
