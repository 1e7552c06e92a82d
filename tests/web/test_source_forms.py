import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from claims.domain.audit import Machine
from claims.domain.origin import regroup_origins
from claims.web.source_forms import (
    GIVE_ONE,
    ONE_OF_TWO,
    OriginForm,
    QuestionForm,
    TakeUpForm,
    UploadForm,
)
from tests.factories import make_claim, make_evidence, make_page, make_snapshot


def upload(text="", file=None):
    return UploadForm({"text": text}, {"file": file} if file else {})


def test_question_goes_to_providers_that_are_known():
    form = QuestionForm(QueryDict("query=who&purpose=support&providers=library&providers=nobody"), providers=[])
    assert form.errors == {
        "providers": ["Select a valid choice. library is not one of the available choices."],
    }
    form = QuestionForm(QueryDict("query= who &providers=library"), providers=[("library", "Library")])
    assert (form.is_valid(), form.cleaned_data) == (True, {"query": "who", "purpose": "", "providers": ["library"]})


def test_page_is_taken_up_with_a_reason():
    assert TakeUpForm({"act": "pass", "reason": " "}).errors == {"reason": ["Say why the page may be used."]}


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("page.html", "text/html"), ("PAGE.PDF", "application/pdf"), ("page.txt", "text/plain")],
)
def test_file_is_taken_with_the_type_that_its_name_promises(name, content_type):
    form = upload(file=SimpleUploadedFile(name, b"words"))
    assert form.is_valid()
    assert form.cleaned_data == {"body": b"words", "content_type": content_type, "name": name}


def test_pasted_text_is_taken_as_it_is():
    form = upload(" Слова \n")
    assert form.is_valid()
    assert form.cleaned_data == {"body": " Слова \n".encode(), "content_type": "text/plain", "name": "pasted text"}


@pytest.mark.parametrize(
    ("text", "file", "errors"),
    [
        (" ", None, {"file": [GIVE_ONE]}),
        ("words", SimpleUploadedFile("page.html", b"words"), {"text": [ONE_OF_TWO]}),
        (
            "",
            SimpleUploadedFile("page.exe", b"words"),
            {"file": ["page.exe is not text, Markdown, HTML or PDF; choose another file."]},
        ),
    ],
)
def test_upload_that_cannot_be_used_says_why(text, file, errors):
    assert upload(text, file).errors == errors


def test_file_that_is_too_large_is_not_read(settings):
    settings.MAX_BYTES = 3_000_000
    file = SimpleUploadedFile("page.html", b"")
    file.size = 3_000_001
    assert upload(file=file).errors == {"file": ["page.html is larger than 3 MB. Upload a smaller one."]}


@pytest.fixture
def claim():
    claim = make_claim()
    for name in "ab":
        page = make_page(canonical_url=f"https://{name}.example/a", publisher=f"{name}.example")
        make_evidence(claim, snapshot=make_snapshot(page=page))
    regroup_origins(claim, by=Machine("origins", "1"))
    return claim


def origin_form(claim, **given):
    query = QueryDict(mutable=True)
    for name, value in given.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    form = OriginForm(query, claim=claim)
    form.is_valid()
    return form


@pytest.mark.django_db
def test_pages_to_split_off_are_those_that_were_chosen(claim):
    pages = [row.snapshot.page for row in claim.evidence.order_by("pk")]
    form = origin_form(claim, verdict="separate", reason="Two", pages=[pages[1].public_id])
    assert form.cleaned_data == {"verdict": "separate", "reason": "Two", "pages": [pages[1]]}


@pytest.mark.django_db
def test_page_of_another_claim_cannot_be_chosen(claim):
    stranger = make_evidence(make_claim()).snapshot.page.public_id
    form = origin_form(claim, verdict="separate", reason="Two", pages=[stranger])
    assert form.errors == {"pages": [f"Select a valid choice. {stranger} is not one of the available choices."]}


@pytest.mark.django_db
def test_merging_takes_all_pages_of_both_sources(claim):
    first, second = claim.origin_groups.order_by("pk")
    form = origin_form(claim, verdict="same", reason="One", group=first.public_id, other=second.public_id)
    assert form.cleaned_data["pages"] == [row.snapshot.page for row in claim.evidence.order_by("pk")]


@pytest.mark.django_db
def test_merging_needs_another_source_and_a_reason(claim):
    form = origin_form(claim, verdict="same", group=claim.origin_groups.first().public_id)
    assert form.errors == {
        "reason": ["Say why these pages are, or are not, one source."],
        "other": ["Choose the source that it is one with."],
    }
