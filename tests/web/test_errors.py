import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from claims import errors
from claims.web.errors import act_with, status_and_heading, worded
from claims.web.forms import RejectForm
from claims.web.views.error import server_error


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.BadInput("x"), 422),
        (errors.PermissionDenied("x"), 403),
        (errors.StaleVersion("x"), 409),
        (errors.TransitionDenied("x"), 409),
        (errors.StoreFull("x"), 507),
        (errors.BlobMissing("x"), 503),
        (errors.LibraryBusy("x"), 503),
        (errors.ProviderError("x"), 500),
    ],
)
def test_every_error_has_a_status_and_a_page_in_words(error, status):
    def view(request):
        raise error

    answer = worded(view)(RequestFactory().get("/"))
    assert (answer.status_code, status_and_heading(error)[0]) == (status, status)
    assert '<p role="alert">x</p>' in answer.content.decode()


def test_message_is_escaped():
    def view(request):
        raise errors.BadInput("<script>")

    assert '<p role="alert">&lt;script&gt;</p>' in worded(view)(RequestFactory().get("/")).content.decode()


def test_other_errors_are_not_hidden():
    def view(request):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        worded(view)(RequestFactory().get("/"))


def test_view_without_an_error_is_left_alone():
    answer = HttpResponse("fine")
    assert worded(lambda request: answer)(RequestFactory().get("/")) is answer


def test_id_with_a_nul_is_that_of_no_page():
    with pytest.raises(Http404):
        worded(lambda request, public_id: HttpResponse("fine"))(RequestFactory().get("/"), public_id="a\x00b")


def refuse(error):
    def act(**given):
        raise error

    return act


@pytest.mark.parametrize(
    ("given", "error", "status", "problems"),
    [
        ({"version": "1", "reason": "r"}, None, 200, {}),
        ({"version": "1"}, None, 422, {"reason": ["Say why the passage does not bear on the claim."]}),
        ({"version": "1", "reason": "r"}, errors.BadInput("No.", field="reason"), 422, {"reason": ["No."]}),
        ({"version": "1", "reason": "r"}, errors.BadInput("No.", field="else"), 422, {"__all__": ["No."]}),
        ({"version": "1", "reason": "r"}, errors.StaleVersion("Late."), 409, {"__all__": ["Late."]}),
        ({"version": "1", "reason": "r"}, errors.TransitionDenied("Not now."), 409, {"__all__": ["Not now."]}),
    ],
)
def test_act_tells_its_refusal_at_the_form(given, error, status, problems):
    form = RejectForm(given)
    assert act_with(form, refuse(error) if error else lambda **_: None) == status
    assert {field: list(messages) for field, messages in form.errors.items()} == problems


def test_refusal_that_no_form_can_show_goes_on():
    with pytest.raises(errors.PermissionDenied):
        act_with(RejectForm({"version": "1", "reason": "r"}), refuse(errors.PermissionDenied("x")))


def test_page_for_a_broken_server_asks_the_database_nothing():
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()
