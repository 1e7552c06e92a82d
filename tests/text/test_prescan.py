import time

import pytest

from claims.errors import ExtractionError
from claims.text.prescan import MAX_ATTRIBUTES, MAX_DEPTH, check_markup

FLOODS = {
    "entities": b"&amp;" * 2_000_000,
    "angle brackets": b"<" * 5_000_000,
    "open comments": b"<!--" * 1_000_000,
    "open scripts": b"<script>" * 500_000,
    "equals signs": b"<a " + b"=" * 5_000_000,
    "blanks after equals": b"<a =" + b" " * 5_000_000,
    "tags without end": b"<a" * 2_000_000,
    "one long name": b"<" + b"a" * 5_000_000,
    "one long value": b'<img src="' + b"a/" * 2_500_000 + b'">',
}


def code_of(body):
    with pytest.raises(ExtractionError) as caught:
        check_markup(body)
    return caught.value.code


def test_tag_with_200_000_attributes_is_refused():
    assert code_of(b"<p " + b" ".join(b"a%d=1" % number for number in range(200_000)) + b">") == "too_many_attributes"


def test_attributes_are_counted_and_not_what_their_values_hold():
    values = b" ".join(b'a%d="x y=z > q"' % number for number in range(MAX_ATTRIBUTES))
    assert check_markup(b"<p " + values + b">text</p>").tags == 2
    assert code_of(b"<p one " + values + b">text</p>") == "too_many_attributes"


def test_100_000_nested_elements_are_refused():
    assert code_of(b"<div>" * 100_000) == "too_deep"


def test_a_million_open_inline_tags_are_refused():
    assert code_of(b"<a><b><i>" * 300_000) == "too_deep"


def test_depth_up_to_the_limit_passes():
    assert check_markup(b"<div>" * MAX_DEPTH + b"x" + b"</div>" * MAX_DEPTH).depth == MAX_DEPTH
    assert code_of(b"<div>" * (MAX_DEPTH + 1)) == "too_deep"


@pytest.mark.parametrize("tag", [b"<p>", b"<li>", b"<br>", b"<img src=x>", b"<tr><td>", b"<path/>", b"<!-- <div> -->"])
def test_tags_that_need_no_end_do_not_nest(tag):
    assert check_markup(tag * (MAX_DEPTH + 10)).depth == 0


def test_markup_inside_scripts_and_comments_is_not_counted():
    shape = check_markup(b"<script>" + b"'<div>'" * 3000 + b"</script><!--" + b"<div>" * 3000 + b"--><p>x</p>")
    assert (shape.depth, shape.tags, shape.script_bytes) == (0, 3, 7 * 3000 + len(b"</script>"))


@pytest.mark.parametrize(
    ("body", "ends_inside"),
    [
        (b"<p>whole</p>", False),
        (b"<p>whole", False),
        (b"a < b", False),
        (b'<p>cut</p><p class="bo', True),
        (b"<p>cut</p><!-- never closed", True),
        (b"<p>cut</p><script>var a", True),
    ],
)
def test_a_page_cut_inside_its_markup_is_noticed(body, ends_inside):
    assert check_markup(body).ends_inside_markup is ends_inside


@pytest.mark.parametrize("name", FLOODS)
def test_floods_take_linear_time(name):
    started = time.process_time()
    check_markup(FLOODS[name])
    # All take well under half a second; a quadratic walk would take hours.
    assert time.process_time() - started < 5
