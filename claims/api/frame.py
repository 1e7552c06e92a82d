"""The frame of a claim as the OpenAPI document describes it; the row holds it as JSON already."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

COMPARATORS = ["=", ">", ">=", "<", "<=", "~", "range"]


class Span(serializers.Serializer):
    """A stretch of the article's text, in code points."""

    start = serializers.IntegerField()
    end = serializers.IntegerField(help_text="Exclusive.")


class Place(serializers.ListField):
    """Start and end of a stretch of the article's text, in code points; the end is exclusive."""

    child = serializers.IntegerField()


class FrameQuantity(Span):
    """A figure."""

    raw = serializers.CharField()
    value = serializers.FloatField()
    high = serializers.FloatField(allow_null=True, help_text="The upper end of a range.")
    unit = serializers.CharField(allow_null=True)
    noun = serializers.CharField(allow_null=True, help_text="What is counted.")
    comparator = serializers.ChoiceField(choices=COMPARATORS)
    change = serializers.CharField(
        required=False, allow_null=True, help_text="rise, fall or change where it says by how much; null for a level."
    )
    noun_span = Place(required=False, allow_null=True)
    comparator_span = Place(required=False, allow_null=True)


class FrameDate(Span):
    """A day or period."""

    raw = serializers.CharField()
    start_date = serializers.CharField(allow_null=True)
    end_date = serializers.CharField(allow_null=True)


class FrameEntity(Span):
    """A name."""

    text = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # the JSON has this name


class FrameNegation(Span):
    """A word that negates or excepts."""

    cue = serializers.CharField()
    kind = serializers.CharField()


class FrameAttribution(Span):
    """One link of the chain of who says so."""

    who = serializers.CharField()
    cue = serializers.CharField()
    kind = serializers.CharField(required=False)
    who_span = Place(required=False, allow_null=True)
    cue_span = Place(required=False, allow_null=True)
    is_aside = serializers.BooleanField(required=False, help_text="Whether it answers for a side clause alone.")
    content = serializers.ListField(child=Place(), required=False, help_text="Where the words of the statement stand.")


class Frame(serializers.Serializer):
    """What the claim counts, when, about whom, whether negated, and who says so."""

    kind = serializers.CharField()
    quantities = FrameQuantity(many=True)
    dates = FrameDate(many=True)
    entities = FrameEntity(many=True)
    negations = FrameNegation(many=True)
    negated = serializers.BooleanField()
    claimant = serializers.CharField(allow_null=True)
    attribution = FrameAttribution(many=True)


@extend_schema_field(Frame)
class FrameField(serializers.JSONField):
    """The frame as the row holds it."""
