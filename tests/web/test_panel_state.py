import pytest
from django.http import QueryDict

from claims.web.panel_state import PanelState, Refused, problems_of, state_asked
from claims.web.source_forms import DropForm


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ({}, PanelState()),
        ({"open": "pages"}, PanelState(open_panel="pages")),
        ({"open": "elsewhere"}, PanelState()),
        ({"edit": "srj_x"}, PanelState(open_panel="searched", edit="srj_x")),
        ({"edit": "srj_x", "open": "pages"}, PanelState(open_panel="searched", edit="srj_x")),
    ],
)
def test_query_string_opens_a_panel(query, state):
    assert state_asked(query) == state


def test_state_can_be_asked_for_again():
    assert state_asked(dict(QueryDict(PanelState(open_panel="pages").query).items())).open_panel == "pages"
    assert PanelState().query == ""


def test_refused_form_keeps_what_was_typed_and_says_why():
    form = DropForm(QueryDict("reason=&pages=a&pages=b"))
    form.is_valid()
    refused = Refused("drop-cnd_x", form)
    assert refused.problems == ["Say why the page is dropped."]
    assert refused.given == {"reason": "", "pages": "b"}
    assert refused.chosen("pages") == ["a", "b"]


def test_no_form_has_no_problems():
    assert problems_of(None) == []
