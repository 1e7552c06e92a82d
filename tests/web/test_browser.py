"""Every page in a real browser: nothing for axe to find, nothing on the console, nothing to scroll sideways."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.browsing import SMALL_CONTROLS, assert_clean

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("queue", "queue-empty", "articles", "article", "article-add", "claim", "snapshot", "dashboard", "jobs", "keys")
QUOTE = "164 signatories"


@pytest.fixture(scope="module")
def addresses(chromium, demo_server):
    """The address of every page, found by following the links from the queue as a person would."""
    page = chromium.new_page()
    page.goto(demo_server)
    claim = page.locator("a.quote", has_text=QUOTE).first.get_attribute("href")
    page.goto(demo_server + claim)
    snapshot = page.get_by_role("link", name="View the copy").first.get_attribute("href")
    article = page.locator(".bench-claim a[href*='/articles/']").first.get_attribute("href")
    page.close()
    return {
        "queue": "/",
        "queue-empty": "/?q=nothing-says-this",
        "articles": "/articles",
        "article": article,
        "article-add": "/articles/new",
        "claim": claim,
        "snapshot": snapshot,
        "dashboard": "/dashboard",
        "jobs": "/jobs",
        "keys": "/keys",
    }


@pytest.mark.parametrize("name", PAGES)
def test_page_is_clean_in_every_theme_and_width(name, addresses, open_page, screenshot_folder):
    page = open_page(addresses[name])
    assert_clean(page, name, screenshot_folder)
    assert page.complaints == []


@pytest.mark.parametrize("name", PAGES)
def test_targets_are_large_enough_to_hit(name, addresses, open_page):
    page = open_page(addresses[name])
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, .button, input:not([type=hidden]), select, summary")]
            .filter(element => element.offsetParent !== null && !element.closest("label"))
            .filter(element => element.getBoundingClientRect().height < 24)
            .map(element => element.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_stance_is_confirmed_by_key_and_focus_stays_on_the_card(addresses, open_page):
    page = open_page(addresses["claim"])
    page.keyboard.press("j")
    card = page.locator(".evidence-card[aria-current]")
    public_id = card.get_attribute("id")
    with page.expect_response(lambda answer: answer.url.endswith(f"/evidence/{public_id}/stance")):
        page.keyboard.press("c")
    page.locator(f"#{public_id}[data-confirmed]").wait_for()
    assert page.locator(f"#{public_id} .stance").inner_text().startswith("● Context only ✓ confirmed by demo")
    page.locator(f"#{public_id}:focus").wait_for()
    assert page.locator("#evidence-count").inner_text().endswith("1 confirmed")
    assert page.complaints == []


def test_cyrillic_layout_moves_by_the_place_of_the_key(addresses, open_page):
    page = open_page(addresses["claim"])
    press = "new KeyboardEvent('keydown', {key: 'о', code: 'KeyJ', bubbles: true, cancelable: true})"
    page.evaluate(f"() => document.body.dispatchEvent({press})")
    assert page.locator(".evidence-card[aria-current]").count() == 1


def test_keys_are_quiet_in_fields_and_when_switched_off(addresses, open_page):
    page = open_page(addresses["claim"])
    page.locator("#dismiss-note").focus()
    page.keyboard.type("judge")
    assert page.locator("#dismiss-note").input_value() == "judge"
    page.locator("#dismiss-note").blur()
    page.keyboard.press("?")
    page.locator("dialog [data-keys-on]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator(".evidence-card[aria-current]").count() == 0


def test_claim_is_accepted_by_keyboard_alone(addresses, open_page, demo_server):
    page = open_page("/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/claims/clm_*")
    page.locator("#accept").focus()
    page.keyboard.press("Enter")
    page.locator("#decision [data-status=accepted]").wait_for()
    page.locator("#decision:focus").wait_for()
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url("**/dashboard")


def show_sign_in(page):
    page.get_by_role("button", name="Sign out").click()


def show_refused_sign_in(page):
    show_sign_in(page)
    page.fill("#id_username", "olena")
    page.fill("#id_password", "not the password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("#problems").wait_for()


def show_missing_page(page):
    page.goto(page.url + "no-such-page")


def show_act_opened_as_a_page(page):
    page.goto(page.url + "demo/remove")


def show_refused_article(page):
    page.goto(page.url + "articles/new")
    page.fill("#id_url", "http://192.168.1.1/")
    page.locator("form.stack button").click()
    page.locator("#problems").wait_for()


def show_failed_article(page):
    page.goto(page.url + "articles/new")
    page.fill("#id_text", "Prices rose by 4 per cent in Varrowmere in 2024.")
    page.locator("form.stack button").click()
    page.locator("#article-progress .warning").wait_for()


def show_conflict(page):
    open_a_claim(page)
    page.locator("#decision input[name=version]").last.evaluate("input => { input.value = 99 }")
    page.locator("input[name=reason][value=other]").check()
    page.fill("#dismiss-note", "Typed before the conflict")
    page.get_by_role("button", name="Dismiss", exact=True).click()
    page.locator("#decision .problems").wait_for()


def show_lost_act(page):
    open_a_claim(page)
    page.route("**/dismiss", lambda route: route.abort())
    page.get_by_role("button", name="Dismiss", exact=True).click()
    page.locator("#notice .notice").wait_for()


def show_help(page):
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()


def open_a_claim(page):
    page.locator("a.quote").last.click()
    page.wait_for_url("**/claims/clm_*")


def open_the_sources(page):
    page.goto(page.url + "?status=all")
    page.locator("a.quote", has_text=QUOTE).first.click()
    page.wait_for_url("**/claims/clm_*")
    page.evaluate("() => document.querySelectorAll('#evidence-region details').forEach(one => (one.open = true))")


def show_question_refused(page):
    open_the_sources(page)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator("#searched .problems:focus").wait_for()


def show_question_to_edit(page):
    open_the_sources(page)
    page.get_by_role("link", name="Edit and ask").first.click()
    page.wait_for_url("**edit=srj_*")


def drop_a_page(page):
    open_the_sources(page)
    page.fill("#propose-url", "https://gone.example/status")
    page.get_by_role("button", name="Propose", exact=True).click()
    page.locator("#pages .said:focus").wait_for()
    row = page.locator("#page-list li", has_text="https://gone.example/status")
    if row.locator("summary", has_text="Drop").count():
        row.locator("summary", has_text="Drop").click()
        row.locator("input[name=reason]").fill("A forum")
        row.get_by_role("button", name="Drop the page").click()
    page.locator("#page-list li", has_text="A forum").wait_for()


def show_upload_refused(page):
    drop_a_page(page)
    page.locator("#page-list li", has_text="A forum").get_by_role("link", name="Upload the page").click()
    page.get_by_role("button", name="Upload", exact=True).click()
    page.locator("#problems").wait_for()


STATES = {
    "sign-in": show_sign_in,
    "sign-in-refused": show_refused_sign_in,
    "not-found": show_missing_page,
    "not-a-page": show_act_opened_as_a_page,
    "article-add-refused": show_refused_article,
    "article-waiting": show_failed_article,
    "claim-conflict": show_conflict,
    "claim-lost-act": show_lost_act,
    "claim-sources": open_the_sources,
    "claim-question-refused": show_question_refused,
    "claim-question-edited": show_question_to_edit,
    "claim-page-dropped": drop_a_page,
    "source-upload-refused": show_upload_refused,
    "help": show_help,
}


@pytest.mark.parametrize("name", sorted(STATES))
def test_state_is_clean_in_every_theme_and_width(name, open_page, screenshot_folder):
    page = open_page("/")
    STATES[name](page)
    assert_clean(page, name, screenshot_folder)


LOST = [
    (None, "The workbench does not answer."),
    ((500, "<h1>broken</h1>"), "This did not work."),
    ((404, "<main><h1>Not found</h1><p>It is gone</p></main>"), "Not found. It is gone"),
]


@pytest.mark.parametrize(("answer", "said"), LOST)
def test_act_that_fails_is_said_and_keeps_page_and_words(addresses, open_page, answer, said):
    page = open_page(addresses["claim"])
    page.fill("#dismiss-note", "Precious words")
    status, body = answer or (0, "")
    page.route("**/dismiss", lambda route: route.fulfill(status=status, body=body) if answer else route.abort())
    page.get_by_role("button", name="Dismiss", exact=True).click()
    page.locator("#notice .notice:focus").wait_for()
    assert page.locator("#notice").inner_text().startswith(said)
    assert page.locator("#notice").inner_text().endswith("What you typed is still here.")
    assert page.locator("#dismiss-note").input_value() == "Precious words"


def test_who_signed_out_and_in_beside_the_page_loses_nothing(addresses, open_page, demo_server):
    page = open_page(addresses["claim"])
    page.fill("#dismiss-note", "Precious words")
    beside = page.context.new_page()
    beside.goto(demo_server)
    beside.get_by_role("button", name="Sign out").click()
    beside.get_by_role("button", name="Enter as the demo reviewer").wait_for()
    page.get_by_role("button", name="Dismiss", exact=True).click()
    page.locator("#notice .notice").wait_for()
    assert page.locator("#notice").inner_text().startswith("You are signed out.")
    beside.get_by_role("button", name="Enter as the demo reviewer").click()
    beside.locator("#queue-rows").wait_for()
    page.get_by_role("button", name="Dismiss", exact=True).click()
    page.locator("#decision .problems").wait_for()
    assert page.locator("#decision .problems li").all_inner_texts() == ["Choose why the claim is dismissed."]
    assert page.locator("#dismiss-note").input_value() == "Precious words"
    assert page.locator("#notice").inner_text() == ""


@pytest.mark.parametrize(("status", "said"), [(500, "not up to date – showing "), (200, "")])
def test_live_part_that_gets_no_answer_says_so(addresses, open_page, status, said):
    page = open_page(addresses["claim"])
    live = re.compile(r"/claims/clm_\w+/live$")
    page.route(live, lambda route: route.fulfill(status=status, body=""))
    with page.expect_response(live):
        page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(100)
    assert re.sub(r"\d\d:\d\d UTC", "", page.locator("[data-connection]").inner_text()) == said


def test_stale_card_keeps_the_reason_that_was_typed(addresses, open_page):
    page = open_page(addresses["claim"])
    # On a busy machine the page would hear of the other person's act before anything is typed.
    page.route(re.compile(r"/claims/clm_\w+/live"), lambda route: route.abort())
    card = page.locator(".evidence-card:not([data-confirmed])").last
    public_id = card.get_attribute("id")
    other = open_page(addresses["claim"])
    other.locator(f"#{public_id} button[value=supports]").click()
    other.locator(f"#{public_id}[data-confirmed]").wait_for()
    card = page.locator(f"#{public_id}")
    card.locator("summary", has_text="Does not bear").click()
    card.locator("input[name=reason]").fill("It is about another treaty")
    card.get_by_role("button", name="Leave it out").click()
    page.locator(f"#{public_id} .problems").wait_for()
    assert page.locator(f"#{public_id} input[name=reason]").input_value() == "It is about another treaty"
    assert page.locator(f"#{public_id}[data-confirmed]").count() == 1


def test_new_passages_wait_behind_the_pill(addresses, open_page):
    page = open_page(addresses["claim"])
    live = re.compile(r"/claims/clm_\w+/live$")
    page.keyboard.press("j")
    whole = page.request.get(page.url.split("#")[0] + "/live").text()
    fresh = whole.replace("data-list>", "data-list>" + CARD, 1)
    page.route(live, lambda route: route.fulfill(status=200, body=fresh, content_type="text/html"))
    before = page.locator(".evidence-card[aria-current]").bounding_box()
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    pill = page.locator("[data-pill] button")
    pill.wait_for()
    assert pill.inner_text() == "1 new passage · press l"
    assert page.locator("#evd_fresh").count() == 0
    shift = page.locator("[data-pill]").first.bounding_box()["height"]
    after = page.locator(".evidence-card[aria-current]").bounding_box()
    assert abs(after["y"] - before["y"]) <= 1, f"moved by {after['y'] - before['y']}, the pill is {shift} high"
    page.keyboard.press("l")
    page.locator("#evd_fresh:focus").wait_for()
    assert page.locator("[data-pill] button").count() == 0


def ask_for_live_part(page, change):
    """The live fragment of the page, changed by `change`, is what the page is given when it asks again."""
    live = re.compile(r"/claims/clm_\w+/live")
    fresh = change(page.request.get(page.url.split("#")[0].split("?")[0] + "/live").text())
    page.route(live, lambda route: route.fulfill(status=200, body=fresh, content_type="text/html"))
    with page.expect_response(live):
        page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(100)


def test_live_part_keeps_what_is_unfolded_and_what_was_typed(addresses, open_page):
    page = open_page(addresses["claim"])
    page.locator("#searched > summary").click()
    page.fill("#ask-query", "Precious question")
    page.locator("#ask-query").blur()
    ask_for_live_part(page, lambda whole: whole.replace("data-list>", "data-list>" + CARD, 1))
    page.locator("[data-pill] button").click()
    page.locator("#evd_fresh:focus").wait_for()
    assert page.locator("#ask-query").input_value() == "Precious question"
    open_now = page.evaluate("() => [...document.querySelectorAll('.fold[open]')].map(one => one.id)")
    assert open_now == ["searched"]


def test_passages_that_were_grouped_anew_wait_behind_the_pill(addresses, open_page):
    page = open_page(addresses["claim"])
    page.keyboard.press("j")
    cards = page.locator(".evidence-card")
    assert cards.count() > 1
    ask_for_live_part(page, lambda whole: whole)
    assert page.locator("[data-pill] button").count() == 0
    # The first card stands in a group of its own now.
    ask_for_live_part(page, lambda whole: whole.replace("</article>", "</article></div><div data-list>", 1))
    pill = page.locator("[data-pill] button")
    pill.wait_for()
    assert pill.inner_text() == "Passages were sorted anew · press l"


def test_question_is_asked_in_place_and_again_without_scripts(addresses, open_page):
    page = open_page(addresses["claim"])
    page.locator("#searched > summary").click()
    page.fill("#ask-query", "states that signed")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator("#searched .said:focus").wait_for()
    assert page.locator("#searched .said").inner_text() == "1 search in the queue. What comes of it is shown here."
    assert page.locator("#searches li", has_text="states that signed").count() == 1
    assert page.complaints == []
    plain = open_page(addresses["claim"] + "?open=searched", scripts=False)
    plain.locator("#searches li", has=plain.get_by_role("button", name="Ask again")).first.get_by_role(
        "button", name="Ask again"
    ).click()
    assert plain.url.endswith("?open=searched#searched")
    assert plain.locator(".messages").inner_text() == "It is asked again. The old answer stays."


CARD = '<article class="evidence-card" id="evd_fresh" tabindex="-1" data-nav data-part><p>New</p></article>'


def test_stance_can_be_confirmed_without_scripts(addresses, open_page):
    page = open_page(addresses["claim"], scripts=False)
    card = page.locator(".evidence-card:not([data-confirmed])").first
    public_id = card.get_attribute("id")
    card.locator("button[value=context]").click()
    page.locator(f"#{public_id}[data-confirmed]").wait_for()
    assert page.url.endswith(f"#{public_id}")


def test_failed_work_is_listed_cleanly_with_its_reason(
    demo_environment, open_page, demo_server, screenshot_folder, tmp_path
):
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7\nnothing that a reader knows")
    command = [sys.executable, "manage.py", "check_article", "--inline", str(damaged)]
    assert subprocess.run(command, cwd=ROOT, env=demo_environment, capture_output=True, timeout=60).returncode == 1
    page = open_page("/jobs")
    assert page.get_by_role("button", name="Try again").count() == 1
    assert_clean(page, "jobs-failed", screenshot_folder)


@pytest.fixture(scope="module")
def source_addresses(demo_server, demo_environment):
    """Providers, feeds and copies in every state, for somebody who runs the machine."""
    command = [
        sys.executable,
        "manage.py",
        "shell",
        "-v0",
        "-c",
        "from tests.web import source_rows as rows; rows.print_addresses()",
    ]
    made = subprocess.run(
        command, cwd=ROOT, env=demo_environment, capture_output=True, timeout=60, check=True, text=True
    )
    return json.loads(made.stdout)


SOURCE_PAGES = (
    "providers",
    "provider",
    "provider-test",
    "feeds",
    "feed",
    "feed-add",
    "feed-remove",
    "copy",
    "copy-blocked",
    "copy-damaged",
    "difference",
)


@pytest.mark.parametrize("name", SOURCE_PAGES)
def test_page_of_sources_is_clean_in_every_theme_and_width(name, source_addresses, open_page, screenshot_folder):
    page = open_page(source_addresses[name])
    for details in page.locator("main summary").all():
        details.click()
    assert_clean(page, name, screenshot_folder)
    assert page.evaluate(SMALL_CONTROLS) == []
    assert page.complaints == []


def test_provider_is_asked_and_switched_without_scripts(source_addresses, open_page):
    page = open_page(source_addresses["provider"], scripts=False)
    page.get_by_role("button", name="Ask Library").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Test: 164 signatories of the Ottawa Convention"
    page.goto(page.url.partition("/provider-tests/")[0] + source_addresses["provider"])
    page.get_by_label("Why is it switched off?").fill("It is being rebuilt.")
    page.get_by_role("button", name="Switch Library off").click()
    page.locator(".board-state", has_text="Switched off").wait_for()
    page.get_by_role("button", name="Switch Library on").click()
    page.locator(".board-state", has_text="On").wait_for()


def test_feeds_and_providers_are_reached_by_key(open_page):
    page = open_page("/")
    for key, path in (("f", "/feeds"), ("p", "/providers")):
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(f"**{path}")


@pytest.fixture(scope="module")
def reading_addresses(demo_server, demo_environment):
    """An article that is no demo, with decisions on its claims, for somebody who edits the desk."""
    code = "from tests.web import reading_rows as rows; rows.print_addresses()"
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    made = subprocess.run(
        command, cwd=ROOT, env=demo_environment, capture_output=True, timeout=60, check=True, text=True
    )
    return json.loads(made.stdout)


def give_points(page, feature, points):
    page.get_by_label(feature, exact=True).fill(points)


def show_preview(page):
    give_points(page, "Has a date", "40")
    page.get_by_role("button", name="Preview on past decisions").click()
    page.locator("#preview:focus").wait_for()


def show_refused_points(page):
    give_points(page, "Has a date", "41")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("#problems:focus").wait_for()


def show_left_out(page):
    for summary in page.locator("#left-out summary").all():
        summary.click()


def show_form_for_words(page):
    page.locator("#wording summary").click()
    page.locator("#wording-text").wait_for()


def show_refused_words(page):
    show_form_for_words(page)
    page.locator("#wording-text").fill(" ")
    page.get_by_role("button", name="Save wording").click()
    page.locator("#wording .problems:focus").wait_for()


def follow_a_fact(page):
    page.locator(".facts a").first.click()
    page.locator(".fact-words:target").wait_for()


READING_STATES = {
    "worthiness": ("worthiness", lambda page: None),
    "worthiness-preview": ("worthiness", show_preview),
    "worthiness-refused": ("worthiness", show_refused_points),
    "article-left-out": ("article-left-out", show_left_out),
    "claim-facts": ("claim-facts", follow_a_fact),
    "claim-reworded": ("claim-reworded", show_form_for_words),
    "claim-wording-refused": ("claim-to-word", show_refused_words),
    "dashboard-readers": ("dashboard-readers", lambda page: None),
}


@pytest.mark.parametrize("name", sorted(READING_STATES))
def test_page_of_the_reading_is_clean_in_every_theme_and_width(name, reading_addresses, open_page, screenshot_folder):
    address, show = READING_STATES[name]
    page = open_page(reading_addresses[address])
    show(page)
    assert_clean(page, name, screenshot_folder)
    assert page.evaluate(SMALL_CONTROLS) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_points_are_previewed_and_saved_from_the_dashboard(reading_addresses, open_page, scripts):
    page = open_page("/dashboard", scripts=scripts)
    page.get_by_role("link", name="What is worth checking on").click()
    give_points(page, "Has a quantity", "-40")
    page.get_by_role("button", name="Preview on past decisions").click()
    assert "Nothing is saved yet." in page.locator("#preview").inner_text()
    assert page.get_by_label("Has a quantity", exact=True).input_value() == "-40"
    give_points(page, "Has a quantity", "5" if scripts else "0")
    page.get_by_role("button", name="Save", exact=True).click()
    assert page.locator(".messages").inner_text().startswith("Saved. ")
    assert page.url.endswith("/worthiness")
    assert page.complaints == []


def test_claim_is_worded_without_scripts_and_its_quote_stays(reading_addresses, open_page):
    page = open_page(reading_addresses["claim-to-word"], scripts=False)
    quote = page.locator(".claim-quote").inner_text()
    show_form_for_words(page)
    page.locator("#wording-text").fill("In words of my own.")
    page.get_by_role("button", name="Save wording").click()
    assert page.locator("#wording p").first.inner_text().startswith("Reads as In words of my own. worded by demo, ")
    assert page.locator(".claim-quote").inner_text() == quote


def test_left_out_sentences_unfold_by_reason_without_scripts(reading_addresses, open_page):
    page = open_page(reading_addresses["article-left-out"], scripts=False)
    questions = page.locator("#left-out details", has_text="120 questions")
    assert not questions.locator("li").first.is_visible()
    questions.locator("summary").click()
    assert questions.locator("li").count() == 100
    assert questions.locator("p").inner_text() == "and 20 more; they are in the API"
