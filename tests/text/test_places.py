import pytest

from claims.text.entities import find_entities
from claims.text.languages import en_places, uk_places
from claims.text.segments import Span
from tests.text.quickest import quickest


def places(text: str, *, language: str = "en") -> list[str]:
    entities = find_entities(text, Span(0, len(text)), language=language)
    return [entity.text for entity in entities if entity.label == "PLACE"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UK, the US and the EU met in Windsor.", ["UK", "US", "Windsor"]),
        ("Police in Timaru, New Zealand, spoke.", ["Timaru", "New Zealand"]),
        ("A nurse from Leeds met the mayor of Szeged near Salla.", ["Leeds", "Szeged", "Salla"]),
        ("Guards at Dover flew to Caracas.", ["Dover", "Caracas"]),
        ("Armenia denied it; Baku did not.", ["Armenia", "Baku"]),
        ("Sumatra is an island in the Sea of Azov.", ["Sumatra", "Sea of Azov"]),
        ("The tribunal in The Hague found so.", ["The Hague"]),
        ("It sank in the Channel, off Esbjerg.", ["Channel", "Esbjerg"]),
        (
            "Fires in Picardy and Burgundy; storms in the Mozambique Channel.",
            ["Picardy", "Burgundy", "Mozambique Channel"],
        ),
        ("A body lay at Cutler Cove and she traded in Walloonish lace.", ["Cutler Cove"]),
        (
            "El Hamma, 40 kilometres north, and El Obeid fell; he flew to La Serena.",
            ["El Hamma", "El Obeid", "La Serena"],
        ),
        ("Farms in the Loire valley and the Indus basin; the Rhine rose.", ["Loire valley", "Indus basin"]),
        ("Ann Roe, 41, of Wetherden, visited Cromer, where she was born.", ["Wetherden", "Cromer"]),
        ("Ask Denmark, he said.", ["Denmark"]),
        ("Wexford beat Kerry; she crossed the Dnipro and lives in Dnipro.", ["Wexford", "Kerry", "Dnipro"]),
        ("Floods hit homes in Norwell and Ashwick.", ["Norwell", "Ashwick"]),
        (
            "Trains between Mosley and Darlow and the road from Ashwick to Crane.",
            ["Mosley", "Darlow", "Ashwick", "Crane"],
        ),
        ("In Ashwick, where she was stopped near Brandon.", ["Ashwick", "Brandon"]),
        ("Denise Alder of Memphis sued.", ["Memphis"]),
        ("Bosnia and Herzegovina met Ghana and Turkey.", ["Bosnia and Herzegovina", "Ghana", "Turkey"]),
    ],
)
def test_places_are_known_by_tables_and_by_words_around_them(text, expected):
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Washington Post and the Bank of England spoke.",
        "Paris Hilton left the University of Oxford.",
        "The Oslo convention and the Moscow index fell.",
        "He worked at Google after a letter from Smith.",
        "Economists at Norbank agree in English.",
        "It was seen on Channel 4 and the BBC.",
        "Russian officials met French ones in March.",
        "He told Reuters so, in Ms Okoro’s words.",
        "Manchester United won.",
        "It cost US$40, and the New Zealand dollar fell.",
        "She lives on Third Street, near Queen Bridge.",
        "The Danube and the Yangtze River rose.",
        "He is a critic in Das Blatt.",
        "Dr Amal Hale of the University of Leeds met him, and Prince Karl of Monaco spoke.",
        "She has a stake in Rooke, put $2 million into Harlow and hid at Ashwick jail.",
        "He put his faith in Harlow and Reform.",
        "A probe left Earth for Venus after a contract between Smith and Jones.",
    ],
)
def test_bodies_people_and_treaties_are_no_places(text):
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Суд у Гаазі відхилив позов.", ["Гаазі"]),
        ("Дощ пройшов у Рогожах та Бережках.", ["Рогожах", "Бережках"]),
        ("Торік жителька Верхнього Лужка їде на Буковинщину.", ["Верхнього Лужка", "Буковинщину"]),
        ("Поштовх стався за 31 км від Мантри.", ["Мантри"]),
        ("Родину вивезли до Хабаровського краю.", ["Хабаровського краю"]),
        ("Росія, Китай і США не підписали.", ["Росія", "Китай", "США"]),
        ("Міністр Молдови Йон Русу поїхав.", ["Молдови"]),
        ("У Великій Британії та Північній Кореї", ["Великій Британії", "Північній Кореї"]),
        ("У Харківській області, поблизу Вовчанська", ["Харківській області", "Вовчанська"]),
        ("Виставку в Ліндгольмі відкрив мер Черкас.", ["Ліндгольмі", "Черкас"]),
        ("До Джибуті, на Херсонщину і в Чорному морі", ["Джибуті", "Херсонщину", "Чорному морі"]),
        ("Потяг до Гребінського курсує, у Буську та Зеленці тихо.", ["Буську", "Зеленці"]),
        ("Він надіслав листа до Сойка.", []),
        ("Катер вирушив до Марціани.", ["Марціани"]),
        ("З Одеси та Южного до Нижнього Новгорода", ["Одеси", "Южного", "Нижнього Новгорода"]),
        ("Господарський суд Львівської області, у Валенсії", ["Львівської області", "Валенсії"]),
        ("У дельті Дунаю, у Дністрі та через Дніпро до Дніпра", ["дельті Дунаю", "Дніпра"]),
        ("Жителька Умані мешкає в центрі Савонни.", ["Умані", "Савонни"]),
        ("Із Білоруссю, Волинню та Чорного моря", ["Білоруссю", "Волинню", "Чорного моря"]),
    ],
)
def test_places_are_read_in_ukrainian_cases(text, expected):
    assert places(text, language="uk") == expected


@pytest.mark.parametrize(
    "text",
    ["Служба безпеки України затримала двох.", "Верховна Рада України й Національна поліція України", "Марсель Дюваль",
     "Договір про Антарктику", "переможець чемпіонату Європи", "Суми збитків не назвали.", "«Нафтогаз України» звітує",
     "у Національному банку", "У Новій Пошті підняли тарифи."],
)  # fmt: skip
def test_ukrainian_bodies_and_other_words_are_no_places(text):
    assert places(text, language="uk") == []


MEMBERS = [
    "Afghanistan",
    "Andorra",
    "Barbados",
    "Cameroon",
    "Denmark",
    "Eswatini",
    "Fiji",
    "Gambia",
    "Honduras",
    "Iceland",
    "Jamaica",
    "Kiribati",
    "Lesotho",
    "Malta",
    "Nauru",
    "Oman",
    "Palau",
    "Qatar",
    "Rwanda",
    "Samoa",
    "Tuvalu",
    "Uzbekistan",
    "Vanuatu",
    "Yemen",
    "Zimbabwe",
    "Canberra",
    "Bishkek",
    "Reykjavik",
    "Podgorica",
]


@pytest.mark.parametrize("name", MEMBERS)
def test_members_of_the_united_nations_and_capitals_are_known(name):
    assert places(f"{name} has signed it.") == [name]


def test_the_tables_hold_small_letters_only():
    assert [name for name in en_places.PLACES | uk_places.PLACES if name != name.lower() or name != name.strip()] == []


@pytest.mark.parametrize(
    ("piece", "language"), [("in Salla ", "en"), ("The of ", "en"), ("Рада ", "uk"), ("у Києві ", "uk")]
)
def test_places_take_linear_time(piece, language):
    def seconds(length):
        text = piece * (length // len(piece))
        return quickest(lambda: find_entities(text, Span(0, len(text)), language=language))

    assert seconds(200_000) < 40 * max(seconds(20_000), 0.02)
