"""How dates are written in Ukrainian: the signs that a sentence must hold, the pattern, and who reads it."""

import re

from claims.text import date_readers as read
from claims.text import date_relatives as relative
from claims.text.date_shapes import DASH, YEAR, ReaderLine, any_of
from claims.text.languages import uk_dates

_MONTH = rf"(?P<month>{any_of(uk_dates.MONTHS)})(?!\w)"
# "лютий" is fierce too; the others are months wherever they stand, written small.
_CLEAR = any_of(month for month in uk_dates.MONTHS if not month.startswith("лют"))
_DAY = r"(?P<day>\d{1,2})(?:-?(?:го|те|му|ого))?"
_LAST_DAY = rf"(?:(?:{DASH}|\s(?:до|по)\s)(?P<last>\d{{1,2}})(?:-?го)?)?"
_YEAR_WORD = r"(?:року|році|рік|роком|року|р\.|р(?!\w))"
_YEAR = rf"(?P<year>{YEAR})(?![\w%]|[.,]\d)(?:-?(?:го|му|й|ого))?(?:\s{_YEAR_WORD})?"
_WHICH = any_of(uk_dates.STEPS)
_WHOSE_YEAR = (
    rf"(?:(?P<whose_year>{_WHICH})(?:(?<!торік)(?<!річ)(?<!рік)\sроку|(?:(?<=торік)|(?<=річ)|(?<=рік))(?!\w)))"
)
# "торік у грудні", "минулого року навесні"
_YEAR_FIRST = rf"\b{_WHOSE_YEAR}\s(?:(?:у|в|на|за|з|від|до)\s)?"
_OF_YEAR = rf"(?:\s(?:{_YEAR}|{_WHOSE_YEAR}))"
_WEEKDAYS = any_of(uk_dates.WEEKDAYS)
_WEEKDAY_BEFORE = rf"(?:(?:{_WEEKDAYS}),?\s)?"
# "у двадцятих числах", "у сімдесятих кілометрах": tens of something, no decade.
_COUNTED_IN_TENS = r"(?:числ|клас|кілометр|метр|хвилин|секунд|відсотк|кварталах|гривн)"
_UNITS = any_of(uk_dates.PERIODS)
_COUNT = rf"(?P<count>\d{{1,3}}|{any_of(uk_dates.COUNTS)})"
_NTH = rf"(?P<nth>{any_of(uk_dates.ORDINALS)}|[1-4])(?:-?(?:й|го|му|е|ше|ге|тє|те))?"
_SEASON = rf"(?P<season>{any_of(uk_dates.SEASONS)})(?!\w)"
_PREPOSITION = (
    r"(?:у|в|за|з|із|до|від|протягом|впродовж|упродовж|на|по|після|перед|між|наприкінці|та|і|й|початку|середині|кінця)"
)
# "До 5-го" is a day only where nothing follows that it might count.
_BARE_DAY = r"\b(?:з|із|від|до|по|на|аж)\s(?P<raw>(?P<day>\d{1,2})-(?:го|те|ге|ше|тє|му))(?=\s?[.,;:!?)»]|$|\sчисла\b)"
_CENTURY = r"(?:століття|сторіччя|столітті|сторіччі|століть|сторіч|ст\.)"


def _read_same_day(_match: re.Match[str], _sentence: read.Sentence) -> read.Reading:
    """Read "того самого ранку" and "тієї ночі": they hang on the date before them."""
    return read.Reading(None, "day", pointer=0)


def _read_before_event(_match: re.Match[str], _sentence: read.Sentence) -> read.Reading:
    """Read "за дев'ять днів до виборів": the sentence does not tell the day."""
    return read.Reading(None, "day")


READERS: tuple[ReaderLine, ...] = (
    (
        "alike",
        r"\b(?P<raw>(?:аналогічн|відповідн)\w{1,3}\sперіод\w{0,3}\s(?:торік|минулого\sроку|роком\sраніше))(?!\w)",
        relative.read_same_last_year,
    ),
    ("alike year", rf"\b(?:аналогічн|відповідн)\w{{1,3}}\sперіод\w{{0,3}}\s{_YEAR}", relative.read_same_of_year),
    (
        "month",
        rf"\b{_WEEKDAY_BEFORE}(?P<day>{any_of(uk_dates.DAY_WORDS)})\s{_MONTH}{_OF_YEAR}?",
        read.read_day,
    ),
    (
        "month weekday",
        rf"\b(?P<nth>{any_of(uk_dates.ORDINALS)})\s(?P<weekday>{_WEEKDAYS})\s{_MONTH}{_OF_YEAR}?",
        relative.read_nth_weekday,
    ),
    ("month digit", rf"\b{_WEEKDAY_BEFORE}{_DAY}{_LAST_DAY}\s{_MONTH}{_OF_YEAR}?", read.read_day),
    (
        "month digit",
        rf"\b(?P<raw>{_DAY})(?=(?:,\s\d{{1,2}}){{0,3}}\s(?:і|й|та|або|чи|на)\s\d{{1,2}}\s{_MONTH}{_OF_YEAR}?)",
        read.read_day,
    ),
    ("month year", rf"\b{_MONTH}\s{_YEAR}", read.read_month),
    ("month which", rf"\b{_MONTH}\s{_WHOSE_YEAR}", read.read_month),
    ("month which digit", rf"{_YEAR_FIRST}{_DAY}{_LAST_DAY}\s{_MONTH}", read.read_day),
    ("month which", rf"{_YEAR_FIRST}{_MONTH}", read.read_month),
    ("quarter which", rf"{_YEAR_FIRST}{_NTH}\s(?P<slice>квартал(?:у|і|ом|и)?)(?!\w)", read.read_part_of_year),
    ("half which", rf"{_YEAR_FIRST}{_NTH}\s(?P<slice>півріччя|півріччі)(?!\w)", read.read_part_of_year),
    ("season which", rf"{_YEAR_FIRST}(?P<season>{any_of(uk_dates.CLEAR_SEASONS)})(?!\w)", read.read_season),
    ("month which", rf"\b(?P<which>{_WHICH})\s{_MONTH}", read.read_month),
    (
        "month",
        rf"(?<!\w)(?P<month>{any_of(uk_dates.MONTH_ADJECTIVES)})(?=[,.;:)!?]|$|\s(?-i:[а-яіїєґ–—\d-]))"
        r"(?!\s(?:район|революці|палац|пленум))",
        read.read_month_adjective,
    ),
    ("month", rf"\b{_PREPOSITION}\s(?P<raw>{_MONTH})", read.read_month),
    ("month", rf"\b(?<!\d\s)(?P<month>(?-i:{_CLEAR}))(?!\w)", read.read_month),
    (
        "year joined",
        rf"\b(?P<year>{YEAR}){DASH}(?P<until>{YEAR}|\d\d)(?:-?[хт]\w?)?\s(?:рр\.?|рок(?:и|ів|ах|ам|ами)|р\.|року|році)(?!\w)",
        read.read_years,
    ),
    (
        "year to",
        rf"\b(?P<year>{YEAR})(?:-?(?:го|й|ого|о))?\s(?:року\s)?(?:до|по)\s(?P<until>{YEAR})(?:-?(?:го|й|ий|ого|о))?(?:\s(?:рр\.|роки|років|роках|року|рік))?(?!\w)",
        read.read_years,
    ),
    ("quarter", rf"\b{_NTH}\s(?P<slice>квартал(?:у|і|ом|и)?){_OF_YEAR}?(?!\w)", read.read_part_of_year),
    ("half", rf"\b{_NTH}\s(?P<slice>півріччя|півріччі){_OF_YEAR}?(?!\w)", read.read_part_of_year),
    (
        "part",
        rf"\b{_NTH}\s(?:{_COUNT}\s)?(?P<slice>місяць|місяця|місяці|місяців)(?:{_OF_YEAR}|\sроку(?!\w))",
        read.read_part_of_year,
    ),
    (
        "part",
        rf"\b(?:за|у|в|протягом|впродовж)\s(?P<raw>{_COUNT}\s(?P<slice>місяці|місяців){_OF_YEAR})",
        read.read_part_of_year,
    ),
    (
        "season nearyear",
        rf"\b(?P<word>{any_of(uk_dates.YEAR_ADJECTIVES)})\s{_SEASON}",
        relative.read_season_of_named_year,
    ),
    (
        "seasonadjective",
        rf"\b(?P<season>{any_of(uk_dates.SEASON_ADJECTIVES)})(?=\s(?:{'|'.join(uk_dates.SEASON_OCCASIONS)}))",
        read.read_season,
    ),
    ("season which", rf"\b(?P<which>{_WHICH})\s{_SEASON}", read.read_season),
    ("season", rf"\b{_SEASON}{_OF_YEAR}", read.read_season),
    ("season", rf"\b(?P<season>{any_of(uk_dates.CLEAR_SEASONS)})(?!\w)", read.read_season),
    (
        "season",
        r"\b(?:до|від|з|із|на|за|через|раніше|пізніше|крім|окрім|протягом|впродовж|упродовж|під\sчас|після|перед|цілу|всю|усю|початку|початок"
        r"|середини|середині|кінця|кінець|наприкінці|посеред)\s"
        rf"(?P<raw>(?P<season>{any_of(uk_dates.SEASON_NOUNS)}))(?!\w)",
        read.read_season,
    ),
    (
        "season",
        rf"(?<!кожну\s)(?<!кожне\s)(?<!\w)(?P<season>(?-i:{any_of(uk_dates.SEASONS_MISSED)}))(?!\w)",
        read.read_season,
    ),
    ("weekday which", rf"\b(?P<which>{_WHICH})\s(?P<weekday>{_WEEKDAYS})(?!\w)", relative.read_weekday),
    (
        "weekday",
        rf"\b(?:у|в|до|з|із|від|на|після|перед|ввечері|увечері|вранці|зранку|вночі|уночі|між|і|й|та|по|о|що|за|проти"
        rf"|раніше|пізніше|крім|або|чи|ранку|вечора|ночі|вечір|ранок|ніч|опівдні|опівночі|року)\s"
        rf"(?P<raw>(?P<weekday>{_WEEKDAYS}))(?!\w)",
        relative.read_weekday,
    ),
    (
        "weekday",
        rf"\b(?P<weekday>{_WEEKDAYS})(?=\s(?:вечір|ввечері|увечері|вранці|зранку|вдень|вночі))",
        relative.read_weekday,
    ),
    (
        "weekdayadjective",
        rf"\b(?P<weekday>(?-i:{any_of(uk_dates.WEEKDAY_ADJECTIVES)}))(?!\w)(?!\s(?:школ|служб|вечірн|рад[аиі]))",
        relative.read_weekday,
    ),
    ("easter", rf"\b(?P<feast>{any_of(uk_dates.EASTERS)})(?!\w){_OF_YEAR}?", relative.read_eastern_easter),
    (
        "eve",
        r"\b(?P<unit>напередодні)(?=\s?[.,;:!?)»–—]|$|\s(?:[увзій]|на|про|під|за|із|до|після|ввечері|увечері|вночі|уночі|він"
        r"|вона|вони|його|її|їх|їхн\w+|суд|президент|прем'єр\w*|уряд|рада|мер|поліція|влада|прокурор\w*|міністр\w*|парламент"
        r"|\w+(?:ив|ав|яв|ув|ла|ло|ли|вся|лася|лося|лися|ено|ано|ято|уто))\b)",
        relative.read_eve,
    ),
    ("digit", _BARE_DAY, relative.read_day_of_month),
    ("year", rf"\b(?P<year>{YEAR})(?:-?(?:го|му|й|ого))?\s{_YEAR_WORD}(?!\w)", read.read_years),
    (
        "decade",
        r"(?<!\w)(?:['’])?(?P<decade>(?:1[89]|20)\d0|[2-9]0)-(?:[хі]|ті|тих|тим|тими)(?!\w)(?:\s(?:рр\.|роки|років|роках|рокам))?",
        read.read_decade,
    ),
    (
        "decadeword",
        rf"\b(?:у|в|з|із|до|від|після|початку|кінця|наприкінці|середини|середині|кінці)\s"
        rf"(?P<raw>(?P<decade>{any_of(uk_dates.DECADE_ADJECTIVES)})(?:\s(?:роках|років))?)(?=\s?[.,;:!?)»–—]|$|\s(?!{_COUNTED_IN_TENS})[^\W\d])",
        read.read_decade,
    ),
    ("century", rf"\b(?P<century>[xvixіх]{{1,5}}|\d{{1,2}})(?:-?(?:го|му|е|те))?\s{_CENTURY}", read.read_century),
    ("feast digit", rf"\b(?P<feast>{any_of(uk_dates.FEASTS)}){_OF_YEAR}(?!\w)", relative.read_fixed_feast),
    ("feast", rf"\b(?P<feast>{any_of(uk_dates.FEASTS)})(?!\w)", relative.read_fixed_feast),
    ("year", rf"(?<![\w.,])(?P<year>{YEAR})-?(?:го|му|й|ого|ому)(?!\w)", read.read_years),
    ("near", rf"\b(?P<word>{any_of(uk_dates.NEAR_DAYS)})(?!\w)", relative.read_near_day),
    ("nearyear", rf"\b(?P<word>{any_of(uk_dates.NEAR_YEARS)})(?!\w)", relative.read_near_year),
    # "Проти 14 рік тому": the number is not of the year.
    (
        "unit ago",
        r"(?<!\w)(?:\d+[.,]\d+|\d*(?:[02-9]|11))\s(?P<raw>(?P<unit>рік|місяць|тиждень|день)\s(?P<is_ago>тому))(?!\w)",
        relative.read_ago,
    ),
    ("unit ago", rf"\b(?:{_COUNT}\s)?(?P<unit>{_UNITS})\s(?P<is_ago>тому)(?!\w)", relative.read_ago),
    ("unit ago", rf"\b(?:на\s)?{_COUNT}\s(?P<unit>{_UNITS})\s(?:раніше)(?!\w)", relative.read_ago),
    ("unit ago", r"\b(?P<unit>роком|тижнем|місяцем)\s(?:раніше)(?!\w)", relative.read_ago),
    (
        "unit which",
        rf"\b(?P<which>попередні|попередніх|попередніми)\s{_COUNT}\s(?P<unit>{_UNITS})(?!\w)",
        relative.read_stretch_before,
    ),
    (
        "unit which",
        rf"\b(?P<which>останні|останніх|минулі|минулих|наступні|наступних)\s{_COUNT}\s(?P<unit>{_UNITS})(?!\w)",
        relative.read_stretch,
    ),
    (
        "unit which",
        r"\b(?P<which>останній|останнього|останньому|останню|останнє)\s(?P<unit>добу|тиждень|тижня|місяць|місяця|"
        r"квартал|кварталу|рік|року|році|десятиліття|десятиріччя|століття|сторіччя)(?!\w)",
        relative.read_stretch,
    ),
    (
        "unit which",
        rf"\b(?P<which>{_WHICH})\s(?P<unit>рік|року|році|роком|місяць|місяця|місяці|місяцем|тиждень|тижня|тижні|тижнем"
        r"|квартал|кварталу|кварталі|кварталом|десятиліття|століття|столітті|вихідні|вихідних|вихідними)(?!\w)",
        relative.read_neighbour,
    ),
    (
        "unit",
        r"\b(?:початку|початок|кінця|кінець|кінці|кінцем|наприкінці|середини|середині|середину|посеред|половини|половині"
        r"|половину|чверть|чверті|третину|третини)\s"
        r"(?P<raw>(?P<unit>року|місяця|тижня|століття|сторіччя|десятиліття))(?!\w)",
        relative.read_neighbour,
    ),
    ("unit through", rf"\bчерез\s(?:{_COUNT}\s)?(?P<unit>{_UNITS})(?!\w)", relative.read_lapse),
    ("unit which", r"\b(?P<which>наступного)\s(?P<unit>дня)(?!\w)", relative.read_pointer),
    (
        "which",
        rf"\b(?:того|тієї|тої)(?:\s(?:ж|же|самого|самої))?\s(?:{any_of(uk_dates.SAME_DAY_PARTS)})(?!\w)",
        _read_same_day,
    ),
    (
        "unit",
        rf"\bза\s(?P<raw>(?:{_COUNT}\s)?(?:{_UNITS})\sдо\s(?:{any_of(uk_dates.EVENTS)}|(?!закінчення|завершення)(?-i:[а-яіїєґ'’]{{2,20}}(?:ння|ття))))(?!\w)",
        _read_before_event,
    ),
    (
        "unit",
        r"\b(?:на|за|у|в|до|після|протягом|впродовж|упродовж)\s(?P<raw>(?P<unit>вихідні|вихідних))(?!\w)",
        relative.read_neighbour,
    ),
    ("unit which", rf"\b(?P<which>{any_of(uk_dates.POINTERS)})\s(?P<unit>{_UNITS})(?!\w)", relative.read_pointer),
    ("nearyear", rf"\b(?P<word>{any_of(uk_dates.YEAR_ADJECTIVES)})(?!\w)", relative.read_adjective_of_year),
)
