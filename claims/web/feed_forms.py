"""What people type about feeds."""

from typing import Any

from django import forms

from claims.enums import FeedUse
from claims.models.feed import LONGEST_INTERVAL_MINUTES, SHORTEST_INTERVAL_MINUTES
from claims.text.opml import MAX_BYTES
from claims.web.own_desks import DeskForm

# The law's words for an interval are better than a form's, so any number comes through.
_MINUTES = {"required": "Say after how many minutes the feed is polled again.", "invalid": "Give a number of minutes."}
INTERVAL_WORDS = f"minutes, {SHORTEST_INTERVAL_MINUTES} to {LONGEST_INTERVAL_MINUTES:,} (a week)"


class AddFeedForm(DeskForm):
    """A feed to look at, and to add."""

    url = forms.CharField(max_length=4000, error_messages={"required": "Give the address of the feed or sitemap."})
    title = forms.CharField(required=False, max_length=300)
    use = forms.ChoiceField(choices=FeedUse.choices, initial=FeedUse.SOURCES)
    interval_minutes = forms.IntegerField(initial=30, error_messages=_MINUTES)


class ChangeFeedForm(forms.Form):
    """What a feed is called, what its items become, and how often it is polled."""

    title = forms.CharField(required=False, max_length=300)
    use = forms.ChoiceField(choices=FeedUse.choices)
    interval_minutes = forms.IntegerField(error_messages=_MINUTES)


class OpmlForm(DeskForm):
    """A list of feeds that a feed reader exported."""

    file = forms.FileField(
        max_length=255,
        allow_empty_file=True,
        error_messages={"required": "Choose the OPML file that your feed reader exported."},
    )
    use = forms.ChoiceField(choices=FeedUse.choices, initial=FeedUse.SOURCES)

    def clean_file(self) -> Any:
        """Not larger than a list of feeds can be."""
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(
                f"{upload.name} is larger than {MAX_BYTES // 1_000_000} MB; no list is so long."
            )
        return upload
