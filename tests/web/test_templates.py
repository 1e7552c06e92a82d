"""What no template may hold, so that the content policy holds and nothing depends on a script."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = Path(settings.BASE_DIR) / "claims" / "templates"
# The API's reference page is looked after by the API's tests.
TEMPLATES = sorted(path for path in FOLDER.rglob("*.html") if "api" not in path.parts)
NAMES = [str(path.relative_to(FOLDER)) for path in TEMPLATES]
ALLOWED_HX = {"hx-post", "hx-target", "hx-swap", "hx-swap-oob", "hx-sync"}
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
VENDORED = settings.BASE_DIR / "claims" / "static" / "claims" / "vendor" / "htmx-2.0.11.min.js"


@pytest.fixture(params=TEMPLATES, ids=NAMES)
def template(request):
    return request.param.read_text()


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name):
    assert get_template(name).origin.name.endswith(name)


def test_template_has_no_inline_style_or_script(template):
    assert re.findall(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|javascript:|\son[a-z]+=", template) == []


def test_template_uses_only_the_allowed_swift_attributes(template):
    assert set(re.findall(r"\bhx-[\w:-]+(?==)", template)) <= ALLOWED_HX


def test_template_trusts_no_text(template):
    assert re.findall(r"\|safe\b|autoescape off|mark_safe", template) == []


def test_every_post_form_carries_the_token(template):
    forms = [form for form in FORM.findall(template) if 'method="post"' in form]
    assert [form[:80] for form in forms if "{% csrf_token %}" not in form] == []


def test_swift_form_works_without_scripts(template):
    for opening in re.findall(r"<form\b[^>]*hx-post[^>]*>", template):
        action = re.search(r'\saction="([^"]+)"', opening)
        swift = re.search(r'hx-post="([^"]+)"', opening)
        assert (action.group(1), 'method="post"' in opening) == (swift.group(1), True)


def test_every_key_is_told_to_assistive_technology(template):
    keyed = re.findall(r"<[a-z]+[^>]*\sdata-key=[^>]*>", template)
    assert [element[:80] for element in keyed if "aria-keyshortcuts" not in element] == []


def test_every_key_of_the_help_is_on_a_control_or_moves():
    listed = set(re.findall(r"<kbd>([^<]+)</kbd>", (FOLDER / "claims" / "_keys.html").read_text()))
    on_controls = set(re.findall(r'data-key="([^"{]+)"', "".join(path.read_text() for path in TEMPLATES)))
    single = {key for chord in on_controls for key in chord.split()} | {"s", "r", "d", "c"}
    assert listed - single == {"j", "k", "Enter", "o", "l"}
    assert single - listed == set()


def test_swift_library_may_not_evaluate_text():
    base = (FOLDER / "claims" / "base.html").read_text()
    config = json.loads(re.search(r"name=\"htmx-config\" content='([^']+)'", base).group(1))
    assert (config["includeIndicatorStyles"], config["allowEval"]) == (False, False)


def test_vendored_library_is_the_one_that_is_written_down():
    digest = hashlib.sha256(VENDORED.read_bytes()).hexdigest()
    assert f"`{digest}`" in (settings.BASE_DIR / "THIRD_PARTY.md").read_text()
