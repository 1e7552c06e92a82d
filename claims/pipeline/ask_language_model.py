"""Article → what a language model would check in it, where the operator has set one up; never more than proposals."""

from dataclasses import dataclass

from claims.domain.provider import provider_row
from claims.errors import NotYet, ProviderError
from claims.models import Article, Snapshot
from claims.pipeline.ask_provider import ask_in_turn
from claims.providers import registry
from claims.providers.language_model import PROVIDER_NAME, LanguageModel, ProposedQuote

NOT_ASKED = "{name} could not be asked: {why} The claims are those of the usual reader."
PRIVATE = "{name} was not asked: the article stands on a private host, and its text is sent to nobody."


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What a model proposed, under its name and version, and a note for people on how it went."""

    engine: tuple[str, str] = ("", "")
    quotes: tuple[ProposedQuote, ...] = ()
    note: str = ""


def ask_language_model(article: Article, snapshot: Snapshot) -> SecondReading:
    """The model's proposals; nothing where none is set up, and a note instead of proposals when it fails.

    Raises NotYet while it reads another article: a model that is busy has not failed. The demo asks nothing over the
    network, so its articles are not sent.
    """
    model = registry.language_model()
    if model is None or article.is_demo:
        return SecondReading()
    # An address that anybody may know can lead to a page that nobody else is told of.
    if any(map(registry.is_on_private_host, filter(None, (article.url, snapshot.final_url)))):
        return SecondReading(note=PRIVATE.format(name=model.name))
    try:
        return _proposed(model, article, snapshot)
    except ProviderError as error:
        return SecondReading(note=NOT_ASKED.format(name=model.name, why=error))
    except NotYet as error:
        if not error.is_trouble:
            raise  # it will be our turn soon
        return SecondReading(note=NOT_ASKED.format(name=model.name, why=error))


def _proposed(model: LanguageModel, article: Article, snapshot: Snapshot) -> SecondReading:
    proposals, _ = ask_in_turn(
        model,
        lambda: model.propose(snapshot.text, language=snapshot.language or "", renew=article.renew_lease),
        row=provider_row(PROVIDER_NAME),
        holder=article.public_id,
    )
    return SecondReading((model.name, proposals.engine_version), proposals.claims, proposals.note)
