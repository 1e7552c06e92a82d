"""What people type about providers."""

from django import forms

from claims.text.queries import LONGEST_QUERY

ON, OFF = "on", "off"


class SwitchForm(forms.Form):
    """Switch a provider on or off; the law wants a reason for off."""

    is_on = forms.TypedChoiceField(choices=[(ON, "On"), (OFF, "Off")], coerce=lambda value: value == ON)
    reason = forms.CharField(required=False, max_length=500)


class TryForm(forms.Form):
    """A question to put to a provider by hand."""

    query = forms.CharField(
        max_length=LONGEST_QUERY,
        error_messages={
            "required": "Write what the provider is to be asked.",
            "max_length": f"At most {LONGEST_QUERY} characters can be asked. Shorten the question.",
        },
    )
