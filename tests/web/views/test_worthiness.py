import json
import re

import pytest

from claims.domain.claim import accept_claim, dismiss_claim
from claims.enums import Role
from claims.models import AuditEvent
from claims.text.checkworthiness import WEIGHTS, weigh_features
from tests.factories import make_article, make_claim, make_desk, make_user

pytestmark = pytest.mark.django_db

TEXT = "133 states signed. 164 were parties. 12 withdrew."
FEATURES = sorted(WEIGHTS, key=lambda name: (-WEIGHTS[name], name))


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def editor(client, desk):
    user = make_user(desk, role=Role.EDITOR)
    client.force_login(user)
    return user


def given(**points):
    """What the form sends for these features; underscores stand for spaces."""
    return {f"points_{FEATURES.index(name.replace('_', ' ')) + 1}": value for name, value in points.items()}


def address_of(desk, act=""):
    return f"/desks/{desk.public_id}/worthiness{act}"


def proposed(article, quote, *features):
    worth = weigh_features(features)
    return make_claim(article, quote=quote, features=list(features), score=worth.score, reasons=list(worth.reasons))


def rows_of(answer):
    """Each row of the table: feature, points by the rules and beside the model, and what stands in the field."""
    shown = re.search("<tbody>(.*?)</tbody>", answer.content.decode(), re.DOTALL).group(1)
    cells = r"<label[^>]*>(.*?)</label>.*?>(-?\d+)</td>.*?>(-?\d+)</td>.*?value=\"(.*?)\""
    return [(name.lower(), rules, model, typed) for name, rules, model, typed in re.findall(cells, shown)]


def test_page_lists_every_feature_with_its_points(client, editor, desk):
    desk.worthiness_points = {"has a date": -3}
    desk.save()
    rows = rows_of(client.get(address_of(desk)))
    assert [name for name, *_ in rows] == FEATURES
    assert rows[FEATURES.index("has a date")] == ("has a date", "16", "0", "-3")
    assert rows[FEATURES.index("compares or ranks")] == ("compares or ranks", "18", "9", "0")


def test_saving_ranks_waiting_proposals_anew_and_says_so(client, editor, desk):
    claim = proposed(make_article(desk, text=TEXT), "133 states signed.", "has a date")
    answer = client.post(address_of(desk, "/change"), {"act": "save", **given(has_a_date="10")}, follow=True)
    assert answer.redirect_chain == [(address_of(desk), 302)]
    assert list(map(str, answer.context["messages"])) == [
        "Saved. 1 waiting proposal weighed anew; what people decided stays as it is."
    ]
    desk.refresh_from_db()
    claim.refresh_from_db()
    assert (desk.worthiness_points, claim.reasons) == ({"has a date": 10}, ["has a date (+26)"])
    assert AuditEvent.objects.filter(action="desk.worthiness_changed").count() == 1


def test_preview_tells_and_changes_nothing(client, editor, desk):
    article = make_article(desk, text=TEXT)
    accepted = proposed(article, "133 states signed.", "has a date")
    proposed(article, "164 were parties.", "has a quantity")
    dismissed = proposed(article, "12 withdrew.", "first person")
    accept_claim(accepted, by=editor)
    dismiss_claim(dismissed, by=editor, reason="opinion")
    answer = client.post(address_of(desk, "/change"), {"act": "preview", **given(has_a_date="40")})
    assert (answer.status_code, answer.context["page"].preview) == (
        200,
        (
            "With these points, your last accepted claim would have come earlier in the list of its article.",
            "With these points, your last dismissed claim would have stood where it does now.",
        ),
    )
    assert rows_of(answer)[FEATURES.index("has a date")][-1] == "40"
    desk.refresh_from_db()
    assert (desk.worthiness_points, AuditEvent.objects.filter(subject_type="desk").count()) == ({}, 0)


@pytest.mark.parametrize("act", ["preview", "save"])
@pytest.mark.parametrize("typed", ["41", "lots"])
def test_points_that_cannot_be_used_are_named_and_kept(client, editor, desk, act, typed):
    answer = client.post(address_of(desk, "/change"), {"act": act, **given(has_a_date=typed, first_person="-7")})
    assert answer.status_code == 422
    shown = answer.content.decode()
    place = FEATURES.index("has a date") + 1
    problem = f'<a href="#id_points_{place}">Has a date</a>: Give between −40 and 40 points, or 0 for none.'
    assert re.findall(r'<li id="problem-\w+">(.*?)</li>', shown) == [problem]
    assert f'value="{typed}" aria-invalid="true" aria-describedby="problem-points_{place}"' in shown
    assert rows_of(answer)[FEATURES.index("first person")][-1] == "-7"
    assert answer.context["page"].preview == ()
    desk.refresh_from_db()
    assert desk.worthiness_points == {}


@pytest.mark.parametrize("role", [Role.READER, Role.REVIEWER])
def test_who_may_not_change_may_look_and_preview(client, desk, role):
    client.force_login(make_user(desk, role=role))
    shown = client.get(address_of(desk)).content.decode()
    assert re.findall(r'name="act" value="(\w+)"', shown) == ["preview"]
    assert client.post(address_of(desk, "/change"), {"act": "preview"}).status_code == 200
    answer = client.post(address_of(desk, "/change"), {"act": "save", **given(has_a_date="1")})
    assert answer.status_code == 403
    assert "To change what is worth checking on City desk you need to be" in answer.content.decode()
    desk.refresh_from_db()
    assert desk.worthiness_points == {}


@pytest.mark.parametrize(("role", "may"), [(Role.READER, False), (Role.RESEARCHER, True)])
def test_examples_are_offered_to_those_who_may_have_them(client, desk, role, may):
    client.force_login(make_user(desk, role=role))
    address = f"/desks/{desk.public_id}/examples.jsonl"
    assert (f'href="{address}"' in client.get(address_of(desk)).content.decode()) == may
    assert (client.get(address).status_code == 200) == may


def test_page_asks_as_often_for_many_proposals_as_for_none(client, editor, desk, django_assert_num_queries):
    article = make_article(desk, text=TEXT)
    for quote in ("133 states signed.", "164 were parties.", "12 withdrew."):
        proposed(article, quote, "has a date")
    with django_assert_num_queries(5):
        client.get(address_of(desk))


def test_examples_are_the_desk_s_decisions_as_lines(client, editor, desk):
    accept_claim(make_claim(make_article(desk)), by=editor)
    elsewhere = make_claim()
    accept_claim(elsewhere, by=make_user(elsewhere.desk))
    answer = client.get(f"/desks/{desk.public_id}/examples.jsonl")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert [json.loads(line)["decision"] for line in lines] == ["accepted"]
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/jsonl",
        f'attachment; filename="{desk.slug}-examples.jsonl"',
    )


def test_reader_takes_no_examples(client, desk):
    client.force_login(make_user(desk, role=Role.READER))
    assert client.get(f"/desks/{desk.public_id}/examples.jsonl").status_code == 403
