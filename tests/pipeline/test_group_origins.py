"""The whole way, from texts to the headline: what was written once counts once, however often it was printed."""

from pathlib import Path

import pytest

from claims.domain.origin import SourceCount, count_of, decide_origins
from claims.models import Evidence
from claims.pipeline.find_origins import find_origins
from claims.pipeline.group_origins import group_origins, group_origins_of
from claims.text.segments import sentence_spans
from tests.factories import make_claim, make_evidence, make_page, make_snapshot, make_user

pytestmark = pytest.mark.django_db

TEXTS = Path(__file__).parents[1] / "origins"
FIGURE = "412"


def add_page(claim, text, *, host, language="en", figure=FIGURE, **fields):
    """A captured page whose evidence is the sentence with the figure."""
    page = make_page(canonical_url=f"https://{host}/a/1", publisher=host)
    snapshot = make_snapshot(text=text, page=page, language=language, **fields)
    sentence = next(span for span in sentence_spans(text, language=language) if figure in span.of(text))
    find_origins([snapshot])
    return make_evidence(claim, snapshot=snapshot, exact=sentence.of(text))


def add_folder(claim, folder):
    """Every text of a folder as a page of its own publisher."""
    rows = {}
    for path in sorted((TEXTS / folder).glob("*.txt")):
        language = "uk" if "translation" in path.name else "en"
        rows[path.stem] = add_page(claim, path.read_text(), host=f"{path.stem}.example", language=language)
    return rows


def groups_of(claim):
    """The names of the texts in each group, with its reason."""
    groups = {}
    for row in Evidence.objects.filter(claim=claim).order_by("pk").select_related("origin_group", "snapshot__page"):
        groups.setdefault(row.origin_group, []).append(row.snapshot.page.publisher.removesuffix(".example"))
    return {tuple(names): group.reason for group, names in groups.items()}


WIRE = (
    "01-original",
    "02-new-headline",
    "03-paragraphs-cut",
    "04-local-lead",
    "05-roundup",
    "06-other-credit",
    "07-no-credit",
)


def test_one_wire_text_on_seven_sites_two_reports_and_a_translation_are_four_sources():
    claim = make_claim()
    add_folder(claim, "wire")
    group_origins(claim)
    assert groups_of(claim) == {
        WIRE: "near_copy",
        ("08-independent-weekly",): "alone",
        ("09-independent-radio",): "alone",
        ("10-translation",): "alone",
    }
    assert count_of(claim) == SourceCount(passages=10, pages=10, sources=4)
    wire = claim.origin_groups.get(reason="near_copy")
    assert wire.explanation == "Seven pages share most of their words; four of seven pages credit Reuters."


def test_a_translation_that_credits_the_agency_is_the_agencys_with_all_that_copies_it():
    claim = make_claim()
    add_folder(claim, "wire")
    text = (TEXTS / "wire" / "10-translation.txt").read_text() + "\nЗа матеріалами Reuters\n"
    add_page(claim, text, host="translated.example", language="uk")
    group_origins(claim)
    assert (*WIRE, "10-translation", "translated") in groups_of(claim)


def test_the_order_in_which_pages_come_does_not_matter():
    claim, other = make_claim(), make_claim()
    rows = add_folder(claim, "wire")
    for row in reversed(rows.values()):
        make_evidence(other, snapshot=row.snapshot, exact=row.exact)
    group_origins(claim)
    group_origins(other)
    assert sorted(map(sorted, groups_of(claim))) == sorted(map(sorted, groups_of(other)))


def test_ten_reports_written_apart_with_the_same_figures_are_ten_sources():
    claim = make_claim()
    add_folder(claim, "independent")
    group_origins(claim)
    assert count_of(claim) == SourceCount(passages=10, pages=10, sources=10)
    assert set(groups_of(claim).values()) == {"alone"}


def test_two_pages_cut_from_one_text_are_one_source_as_soon_as_the_library_has_that_text():
    claim = make_claim()
    sentences = [
        f"In {1950 + n} Ashford counted {412 + n} schools, Barton {n * 7} and Calder {n * 11}." for n in range(40)
    ]
    whole, first, second = (" ".join(part) for part in (sentences, sentences[:20], sentences[20:]))
    add_page(claim, first, host="first.example", figure="1951")
    add_page(claim, second, host="second.example", figure="1971")
    group_origins(claim)
    assert count_of(claim).sources == 2
    held = make_snapshot(text=whole, page=make_page(canonical_url="https://wire.example/1", publisher="wire.example"))
    find_origins([held])
    group_origins_of([held])
    assert count_of(claim).sources == 1


def test_two_pages_that_cite_one_statistic_for_the_figure_are_one_source():
    claim = make_claim()
    first = "The winter was mild. According to the Ministry of Health, 412 people fell ill with flu in January."
    second = "Schools stayed open in spite of 412 cases of flu, the health ministry said. Nobody complained."
    third = "Our count at nine clinics comes to 412 cases. The Ministry of Health said that masks help. It snowed."
    for number, text in enumerate((first, second, third)):
        add_page(claim, text, host=f"site{number}.example")
    [cited, own] = group_origins(claim)
    assert groups_of(claim) == {("site0", "site1"): "cites", ("site2",): "alone"}
    assert cited.explanation == "Two pages go back to what the Ministry of Health says."
    assert own.explanation == "No other page here goes back to the same origin."


def test_a_ukrainian_statistic_is_one_source_in_whatever_case_it_stands():
    claim = make_claim()
    first = "За даними Держстату, торік у країні народилося 412 тисяч дітей."
    second = "Торік народилося 412 тисяч дітей, повідомили в агентстві. Так, за даними Державної служби статистики, є."
    add_page(claim, first, host="one.example", language="uk")
    add_page(claim, second.replace("Так, за", "За"), host="two.example", language="uk", figure="статистики")
    group_origins(claim)
    assert groups_of(claim) == {("one", "two"): "cites"}


def test_a_persons_split_and_merge_survive_a_new_page():
    claim = make_claim()
    rows = add_folder(claim, "wire")
    person = make_user(claim.desk)
    group_origins(claim)
    pages = {name: row.snapshot.page for name, row in rows.items()}
    decide_origins(claim, by=person, pages=[pages["04-local-lead"]], verdict="separate", reason="Own reporting leads.")
    both = [pages["08-independent-weekly"], pages["09-independent-radio"]]
    decide_origins(claim, by=person, pages=both, verdict="same", reason="One freelancer wrote both.")
    add_page(claim, (TEXTS / "wire" / "02-new-headline.txt").read_text(), host="late.example")
    group_origins(claim)
    assert groups_of(claim) == {
        (*(name for name in WIRE if name != "04-local-lead"), "late"): "near_copy",
        ("04-local-lead",): "person",
        ("08-independent-weekly", "09-independent-radio"): "person",
        ("10-translation",): "alone",
    }


def test_a_page_that_names_the_original_as_its_canonical_address_is_a_copy_of_it():
    claim = make_claim()
    add_page(claim, "We counted 412 wagons from the bridge.", host="first.example")
    add_page(
        claim,
        "In our words: some 412 wagons were lost.",
        host="second.example",
        canonical_url="https://www.first.example/a/1/",
    )
    group_origins(claim)
    assert groups_of(claim) == {("first", "second"): "canonical"}
