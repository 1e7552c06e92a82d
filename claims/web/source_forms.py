"""What people type about the sources of a claim: shape is checked here, sense in the law."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django import forms

from claims.enums import OriginVerdict
from claims.models import Claim, Page
from claims.web.forms import FILE_TYPES, readable_upload

LET_PASS, TAKE_UP = "pass", "take-up"
REASON_LENGTH = 500
GIVE_ONE = "Choose the file of the page, or paste its text."
ONE_OF_TWO = "Give one of the two: a file, or pasted text."


class QuestionForm(forms.Form):
    """A person's own question to providers."""

    query = forms.CharField(required=False, max_length=2000)
    purpose = forms.CharField(required=False, max_length=20)
    providers = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, providers: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["providers"].choices = list(providers)  # type: ignore[attr-defined]


class ProposeForm(forms.Form):
    """The address of a page that bears on a claim."""

    url = forms.CharField(required=False, max_length=4000)


class DropForm(forms.Form):
    """Why a page cannot serve as a source."""

    reason = forms.CharField(max_length=REASON_LENGTH, error_messages={"required": "Say why the page is dropped."})


class TakeUpForm(forms.Form):
    """Why a dropped page is to be used after all: its copy is let pass, or it is captured anew."""

    reason = forms.CharField(max_length=REASON_LENGTH, error_messages={"required": "Say why the page may be used."})
    act = forms.ChoiceField(choices=[(LET_PASS, "Let it pass"), (TAKE_UP, "Try it again")])


class OriginForm(forms.Form):
    """A person's word on pages: `pages` leave the group, or all of the group and of `other` are one source."""

    verdict = forms.CharField(max_length=20)
    reason = forms.CharField(
        max_length=REASON_LENGTH,
        error_messages={"required": "Say why these pages are, or are not, one source."},
    )
    group = forms.CharField(required=False, max_length=24)
    other = forms.CharField(required=False, max_length=24)
    pages = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim
        self.known_pages = Page.objects.filter(snapshots__evidence__claim=claim).distinct().order_by("pk")
        self.fields["pages"].choices = [(page.public_id, page) for page in self.known_pages]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The pages meant, whichever way they were named."""
        cleaned = super().clean() or {}
        group, other = cleaned.pop("group", ""), cleaned.pop("other", "")
        if cleaned.get("verdict") == OriginVerdict.SAME:
            if not group or not other:
                self.add_error("other", "Choose the source that it is one with.")
            chosen = self.known_pages.filter(
                snapshots__evidence__claim=self.claim,
                snapshots__evidence__origin_group__public_id__in=[group, other],
            )
        else:
            chosen = self.known_pages.filter(public_id__in=cleaned.get("pages", []))
        return {**cleaned, "pages": list(chosen)}


class UploadForm(forms.Form):
    """The page itself, for an address that could not be captured: a file or pasted text."""

    file = forms.FileField(required=False, max_length=255, allow_empty_file=True)
    text = forms.CharField(required=False, strip=False)

    def clean_file(self) -> Any:
        """Only kinds of file that text can be read from, and none that is too large to take in."""
        return readable_upload(self.cleaned_data.get("file"), advice="Upload a smaller one.")

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two, as bytes with their type and name."""
        cleaned = super().clean() or {}
        upload, text = cleaned.get("file"), cleaned.get("text") or ""
        if upload is not None and text.strip():
            self.add_error("text", ONE_OF_TWO)
        elif upload is not None:
            content_type = FILE_TYPES[PurePath(upload.name).suffix.lower()]
            return {"body": upload.read(), "content_type": content_type, "name": upload.name}
        elif text.strip():
            return {"body": text.encode(), "content_type": "text/plain", "name": "pasted text"}
        elif not self.errors:
            self.add_error("file", GIVE_ONE)
        return {}
