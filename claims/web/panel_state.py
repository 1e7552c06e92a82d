"""How the parts of the claim page stand: which panel is open, what was just done, and what could not be saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.forms import Form

ORIGINS, PAGES, SEARCHED = "origins", "pages", "searched"
PANELS = (ORIGINS, PAGES, SEARCHED)


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that could not be saved; `place` names it on the page: `drop-cnd_…`, `ask`."""

    place: str
    form: Form

    @property
    def given(self) -> Mapping[str, str]:
        """What was typed, by the name of the field; the last word where there are several."""
        return {name: str(self.form.data.get(name, "")) for name in self.form.data}

    def chosen(self, name: str) -> list[str]:
        """Every value that was chosen in a field that takes several."""
        values = getattr(self.form.data, "getlist", None)
        return values(name) if values else []

    @property
    def problems(self) -> list[str]:
        """Why it could not be saved, one sentence each."""
        return problems_of(self.form)


@dataclass(frozen=True, slots=True)
class PanelState:
    """What a request says of the panels; `edit` is the public id of a search whose question is to be edited."""

    open_panel: str = ""
    edit: str = ""
    done: str = ""
    refused: Refused | None = None

    @property
    def query(self) -> str:
        """The query string that asks for the same again."""
        asked = {"open": self.open_panel, "edit": self.edit}
        return urlencode({name: value for name, value in asked.items() if value})


def problems_of(form: Form | None) -> list[str]:
    """Every error of a form, one sentence each."""
    if form is None:
        return []
    return [str(message) for messages in form.errors.values() for message in messages]


def state_asked(query: Mapping[str, str]) -> PanelState:
    """The panel that the query string opens, and the search whose question is to be edited."""
    edit = query.get("edit", "")
    wanted = SEARCHED if edit else query.get("open", "")
    return PanelState(open_panel=wanted if wanted in PANELS else "", edit=edit)
