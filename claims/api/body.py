"""JSON bodies, read strictly: what another reader might understand differently is refused."""

import json
import math
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from claims.api.errors import TooLarge

NOT_A_NUMBER = "JSON has no {0}; numbers must be finite."
TWICE = "The name {0!r} stands twice in one object; say which is meant."
# Without a length the body would count as empty, and the answer would blame what it holds.
NO_LENGTH = "The body has no Content-Length, so it was not read. Send one, not chunks."
TOO_DEEP = "The JSON is nested too deeply."


class StrictJSONParser(BaseParser):
    """UTF-8 JSON without NaN and infinities, without a name twice in an object, not nested beyond reason."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        """The value in the body; ParseError says what is wrong with it."""
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise TooLarge(limit)
        try:
            return json.loads(
                body.decode("utf-8"),
                parse_constant=_refuse_constant,
                parse_float=_finite,
                object_pairs_hook=_unrepeated,
            )
        except UnicodeDecodeError as error:
            raise ParseError("The body is not UTF-8.") from error
        except RecursionError as error:
            raise ParseError(TOO_DEEP) from error
        except ValueError as error:
            raise ParseError(f"The body is not JSON: {error}.") from error


def check_length(declared: str | None, transfer_coding: str | None) -> None:
    """Refuse, before it is read, a body over the limit (TooLarge) or one that does not say its length (ParseError)."""
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if transfer_coding and not declared:
        raise ParseError(NO_LENGTH)
    if declared and declared.isdecimal() and int(declared[:20]) > limit:
        raise TooLarge(limit)


def _refuse_constant(name: str) -> None:
    raise ParseError(NOT_A_NUMBER.format(name))


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ParseError(NOT_A_NUMBER.format(digits[:20]))
    return number


def _unrepeated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for name, value in pairs:
        if name in members:
            raise ParseError(TWICE.format(name[:100]))
        members[name] = value
    return members


class Text(serializers.CharField):
    """Text, and no number made into text."""

    def to_internal_value(self, data: Any) -> str:
        """The text; ValidationError for anything else."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Flag(serializers.BooleanField):
    """true or false, and no word made into one."""

    def to_internal_value(self, data: Any) -> bool:
        """What it says; ValidationError for anything else."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Body(serializers.Serializer):
    """A body of which every field is declared: an unknown one is refused, not passed over."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """The declared fields; ValidationError also for any other."""
        if isinstance(data, Mapping):
            unknown = [name for name in data if name not in self.fields]
            if unknown:
                raise serializers.ValidationError({name: ["This field is not known here."] for name in unknown})
        return super().to_internal_value(data)
