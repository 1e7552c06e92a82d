import pytest

from claims.text.quality import PageSigns, judge_page, judge_text

NOTE = (
    "As of November 2024 the treaty had 164 states parties. A state party is a state that has ratified the treaty or "
    "acceded to it; a signatory has only signed. The treaty was signed by 133 states."
)
BANNER = "We value your privacy. We use cookies. Accept all. Reject all."


@pytest.mark.parametrize(
    ("text", "signs", "label"),
    [
        (NOTE, PageSigns(), "article"),
        # A real note keeps its label whatever stands around it.
        (NOTE, PageSigns(visible_text=f"{NOTE}\n{BANNER}"), "article"),
        (NOTE + " The ministry uses cookies on its own site.", PageSigns(), "article"),
        (NOTE * 12 + " " + BANNER + " Already a subscriber?", PageSigns(is_for_subscribers=True), "article"),
        ("", PageSigns(titles=("Just a moment...",)), "block_page"),
        ("Please complete the captcha.", PageSigns(), "block_page"),
        (NOTE, PageSigns(titles=("", "Access Denied")), "block_page"),
        (BANNER, PageSigns(), "consent_wall"),
        ("", PageSigns(visible_text=BANNER), "consent_wall"),
        (NOTE, PageSigns(visible_text=f"{NOTE}\nSubscribe now to continue reading."), "paywall"),
        (NOTE, PageSigns(is_for_subscribers=True), "paywall"),
        ("", PageSigns(titles=("404 - not here",)), "soft_404"),
        ("Сторінку не знайдено. Поверніться на головну.", PageSigns(), "soft_404"),
        ("", PageSigns(script_bytes=900), "empty_shell"),
        ("", PageSigns(), "empty_shell"),
        (NOTE, PageSigns(is_cut_off=True), "truncated"),
        ("Ukraine ratified it.", PageSigns(), "short"),
    ],
)
def test_page_gets_its_label(text, signs, label):
    assert judge_page(text, signs).label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (NOTE, "article"),
        (BANNER + " " + NOTE, "article"),
        ("地雷禁止条約は一九九七年十二月に署名のために開放され一九九九年三月に発効した", "article"),
        ("Two words", "short"),
        ("  \n", "empty_shell"),
    ],
)
def test_text_without_a_page_is_judged_by_its_length_alone(text, label):
    assert judge_text(text).label == label


def test_every_judgement_says_why():
    assert (
        judge_page("", PageSigns(script_bytes=1)).reason == "The page shows no text until its scripts run in a browser."
    )
    assert judge_text("Two words").reason == "The text has only 8 letters."
