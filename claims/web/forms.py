"""What people type: shape is checked here, sense in the law."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings

from claims.domain.claim import WORDING_AT_MOST
from claims.enums import ClaimKind, ClaimStatus, DismissReason, Stance
from claims.models import Desk

FILE_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".pdf": "application/pdf",
}
ONE_OF_THREE = "Give one of the three: a web address, pasted text, or a file."
GIVE_ONE = "Give the address of the article, paste its text, or choose a file."


class VersionedForm(forms.Form):
    """A form about a row that somebody else may change meanwhile; it says which state it was made from."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class AcceptForm(VersionedForm):
    """Accept a claim as worth checking."""


class WordForm(VersionedForm):
    """Word a claim so that it stands alone."""

    text = forms.CharField(
        max_length=WORDING_AT_MOST,
        error_messages={
            "required": "Say what the claim is: its wording cannot be empty.",
            "max_length": f"A claim is worded in at most {WORDING_AT_MOST:,} characters.",
        },
    )


class DismissForm(VersionedForm):
    """Dismiss a claim, with the reason."""

    reason = forms.ChoiceField(
        choices=DismissReason.choices,
        error_messages={"required": "Choose why the claim is dismissed."},
    )
    note = forms.CharField(required=False, max_length=500)


class StanceForm(VersionedForm):
    """Confirm what a passage says of a claim."""

    stance = forms.ChoiceField(
        choices=Stance.choices,
        error_messages={"required": "Choose what the passage says of the claim."},
    )


class RejectForm(VersionedForm):
    """Say that a passage does not bear on a claim, with the reason."""

    reason = forms.CharField(
        max_length=500, error_messages={"required": "Say why the passage does not bear on the claim."}
    )


class QueueFilterForm(forms.Form):
    """The queue's filters; they are the query string, so that a view is a link."""

    status = forms.ChoiceField(required=False, choices=[*ClaimStatus.choices, ("all", "All")])
    kind = forms.ChoiceField(required=False, choices=ClaimKind.choices)
    q = forms.CharField(required=False, max_length=200)
    desk = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, desks: list[Desk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desk"].choices = [(desk.public_id, desk.name) for desk in desks]  # type: ignore[attr-defined]


def readable_upload(upload: Any, *, advice: str) -> Any:
    """The upload, None for none; ValidationError for a kind without text, with `advice` for one that is too large."""
    if upload is None:
        return None
    if PurePath(upload.name).suffix.lower() not in FILE_TYPES:
        raise forms.ValidationError(f"{upload.name} is not text, Markdown, HTML or PDF; choose another file.")
    if upload.size > settings.MAX_BYTES:
        limit = settings.MAX_BYTES // 1_000_000
        raise forms.ValidationError(f"{upload.name} is larger than {limit} MB. {advice}")
    return upload


class AddArticleForm(forms.Form):
    """An article handed in: exactly one of a web address, pasted text and a file."""

    url = forms.CharField(required=False, max_length=4000, strip=True)
    text = forms.CharField(required=False, strip=False)
    name = forms.CharField(required=False, max_length=200)
    file = forms.FileField(required=False, max_length=255, allow_empty_file=True)
    desk = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, desks: list[Desk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks = {desk.public_id: desk for desk in desks}
        self.fields["desk"].choices = [(desk.public_id, desk.name) for desk in desks]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """Only kinds of file that text can be read from, and none that is too large to take in."""
        return readable_upload(self.cleaned_data.get("file"), advice="Hand in a smaller part.")

    def clean(self) -> dict[str, Any]:
        """Exactly one of the three."""
        cleaned = super().clean() or {}
        given = [name for name in ("url", "text", "file") if name in self.errors or _is_given(cleaned.get(name))]
        if len(given) > 1:
            self.add_error(given[1], ONE_OF_THREE)
        elif not given:
            self.add_error("url", GIVE_ONE)
        return cleaned

    @property
    def chosen_desk(self) -> Desk:
        """The desk chosen, or the only one."""
        return self.desks.get(self.cleaned_data.get("desk", "")) or next(iter(self.desks.values()))

    @property
    def file_type(self) -> str:
        """The content type that the file's name promises; the reader looks for itself."""
        return FILE_TYPES[PurePath(self.cleaned_data["file"].name).suffix.lower()]


def _is_given(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None
