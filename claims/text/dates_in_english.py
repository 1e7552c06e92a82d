"""How dates are written in English: the signs that a sentence must hold, the pattern, and who reads it."""

from claims.text import date_readers as read
from claims.text import date_relatives as relative
from claims.text.date_shapes import CROWD_AFTER, DASH, YEAR, ReaderLine, any_of
from claims.text.languages import en, en_dates

_MONTHS = any_of(en.MONTHS)
# The full stop of "Nov." belongs to the month; that of "in May." ends the sentence.
_STOP = r"(?:(?<!may)(?<=\b\w{3})\.|(?<=\bsept)\.)?"
_MONTH = rf"(?P<month>{_MONTHS}){_STOP}"
_AMBIGUOUS = rf"(?P<month>(?-i:{any_of(month.title() for month in en.MONTHS)}))"
_CLEAR = rf"(?P<month>{any_of(en_dates.CLEAR_MONTHS)}){_STOP}"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_LAST_DAY = rf"(?:(?:{DASH}|\s(?:to|through|until|till)\s(?:the\s)?)(?P<last>\d{{1,2}})(?:st|nd|rd|th)?)?"
_YEAR = rf"(?P<year>{YEAR})(?![\w%]|[.,]\d)"
_WHOSE_YEAR = (
    r"(?:the\s)?(?P<whose_year>last|this|next|previous|current|coming|same|that|following)\s"
    r"(?:financial\s|fiscal\s)?year\b"
)
# What says of which year: "2023", "last year"; with "of" before it or not.
_OF_YEAR = rf"(?:,?\s(?:of\s|in\s)?(?:{_YEAR}|{_WHOSE_YEAR}))"
_OF_THE_YEAR = r"(?:\sof\s(?:the|that)\s(?:financial\s|fiscal\s)?year\b)"
_WEEKDAYS = any_of(en.WEEKDAYS)
_WEEKDAY = rf"(?P<weekday>{_WEEKDAYS})(?!\w)"
_WEEKDAY_BEFORE = rf"(?:(?:{_WEEKDAYS}),?\s(?:the\s)?)?"
_NO_NAME_BEFORE = "".join(rf"(?<!\b{name}\s)" for name in sorted(en_dates.NAMES_BEFORE_WEEKDAYS)) + r"(?<!\bmail\son\s)"
_NO_NAME_AFTER = rf"(?!\s(?-i:{any_of(word.title() for word in en_dates.NAMES_AFTER_WEEKDAYS)})\b)"
_DAY_TIME = rf"(?:\s(?:{any_of(en_dates.DAY_TIMES)})\b)?"
_UNITS = any_of(en_dates.PERIODS)
_UNIT = rf"(?P<unit>{_UNITS})\b"
_COUNT = rf"(?P<count>\d{{1,3}}|{any_of(en_dates.COUNTS)})(?P<half_added>\sand\sa\shalf)?"
_COUNTED = rf"(?:(?P<count>\d{{1,2}}|{any_of(en_dates.COUNTS)})\s)?"
# "In five years ended on Tuesday" is no stretch: the verb is "ended".
_STRETCH_TO = (
    rf"\b(?=the\s|(?:(?<=\bin\s)|(?<=\bover\s)|(?<=\bduring\s))(?!(?:\w+\s){{2}}ended\son\s))"
    rf"(?:the\s)?(?:{_COUNT}\s|(?:financial|fiscal)\s)?"
    rf"(?P<unit>{_UNITS})\s(?:to|through|up\sto|ending(?:\son)?|ended(?:\son)?)\s(?:the\s)?"
)
_NTH = rf"(?P<nth>{any_of(word for word, number in en_dates.ORDINALS.items() if number > 0)})"
_LAST_NTH = r"(?P<nth>last|final|closing)"
_SEASON = rf"(?P<season>{any_of(en_dates.SEASONS)})\b"
# Prepositions after which even "May" and "March" are months.
_BEFORE_MONTHS = (
    r"(?:in|since|at\sleast|by|until|till|during|throughout|between|from|before|after|for|of|to|through|early|late|mid)"
)
_OCCASIONS = any_of(en_dates.SEASON_OCCASIONS)
_NOT_OF_EVERY_YEAR = "".join(rf"(?<!\b{word}\s)" for word in sorted(en_dates.BEFORE_NO_SEASON))
# "The wettest winter since", "the best Christmas in its history".
_SUPERLATIVE = r"\b(?:[a-z]{2,12}est|(?:most|least)\s[a-z]{3,16}|best|worst)\s"
_AFTER_SUPERLATIVE = (
    r"(?=\s(?:since|for|on\srecord|ever|yet|(?:in|of)\s"
    r"(?:(?:its|his|her|their|a|the|at|more|almost|nearly)\s|\w+\syears\b)))"
)
_FEASTS = any_of(en_dates.FEASTS)
_NO_SURNAME_AFTER = r"(?!\s(?-i:[A-Z][a-z]))"

READERS: tuple[ReaderLine, ...] = (
    (
        "month",
        rf"\b(?:each|every)\s(?P<raw>(?-i:{any_of(month.title() for month in en.MONTHS)})(?!\w))",
        relative.read_every,
    ),
    ("weekday", rf"\b(?:each|every)\s(?P<raw>{_WEEKDAYS})(?!\w)", relative.read_every),
    ("season", rf"\b(?:each|every)\s{_SEASON}", relative.read_every),
    (
        "month digit unit",
        rf"\bthe\sweek\s(?P<side>of|beginning|starting|ending)\s{_DAY}\s(?:of\s)?{_MONTH}(?!\w){_OF_YEAR}?",
        relative.read_week_of,
    ),
    (
        "month digit unit",
        rf"\bthe\sweek\s(?P<side>of|beginning|starting|ending)\s{_MONTH}\s{_DAY}(?![\w%]){_OF_YEAR}?",
        relative.read_week_of,
    ),
    ("month digit to unit", rf"{_STRETCH_TO}{_DAY}\s(?:of\s)?{_MONTH}(?!\w){_OF_YEAR}?", relative.read_days_until),
    ("month digit to unit", rf"{_STRETCH_TO}{_MONTH}\s{_DAY}{CROWD_AFTER}{_OF_YEAR}?", relative.read_days_until),
    ("month digit", rf"\b{_WEEKDAY_BEFORE}{_DAY}{_LAST_DAY}\s(?:of\s)?{_MONTH}(?!\w){_OF_YEAR}?", read.read_day),
    (
        "month digit",
        rf"\b{_WEEKDAY_BEFORE}{_MONTH}\s(?:the\s)?{_DAY}{_LAST_DAY}{CROWD_AFTER}{_OF_YEAR}?",
        read.read_day,
    ),
    # "5 and 7 May" are two days.
    (
        "month digit",
        rf"\b(?P<raw>{_DAY})(?=(?:,\s\d{{1,2}}(?:st|nd|rd|th)?){{0,3}}\s(?:and|or)\s(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?"
        rf"\s(?:of\s)?{_MONTH}(?!\w){_OF_YEAR}?)",
        read.read_day,
    ),
    ("month digit", rf"\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\s(?:and|or)\s(?P<raw>{_DAY}){CROWD_AFTER}", read.read_day),
    ("weekday to unit", rf"{_STRETCH_TO}{_WEEKDAY}", relative.read_days_until),
    (
        "month weekday",
        rf"\b(?:the\s)?(?P<nth>{any_of(en_dates.ORDINALS)})\s{_WEEKDAY}\s(?:of|in)\s{_MONTH}(?!\w){_OF_YEAR}?",
        relative.read_nth_weekday,
    ),
    (
        "month to",
        rf"\b(?:the\s)?{_COUNTED}(?P<unit>years?|months?|quarter|half[\s-]year)"
        rf"\s(?:to|through|ending(?:\sin)?|ended(?:\sin)?)\s(?:the\send\sof\s)?{_MONTH}(?!\w){_OF_YEAR}?",
        read.read_months_until,
    ),
    (
        "year to unit",
        rf"\b(?:the\s)?(?:{_COUNT}\s)?(?P<unit>years|decade|decades|century)\s(?:to|through|ending(?:\sin)?)\s{_YEAR}",
        read.read_years_until,
    ),
    (
        "quarter",
        rf"\bthe\s(?P<unit>year|six\smonths|nine\smonths|12\smonths)\s(?:to|through|ending(?:\sin)?|ended(?:\sin)?)\s"
        rf"(?:the\s)?{_NTH}[\s-]quarter\b(?:{_OF_YEAR}|{_OF_THE_YEAR}|(?!\sof\b))",
        read.read_year_until_quarter,
    ),
    ("month year", rf"\b{_MONTH},?\s(?:of\s)?{_YEAR}", read.read_month),
    ("month which", rf"\b{_MONTH}\s(?:of\s)?{_WHOSE_YEAR}", read.read_month),
    ("month which", rf"\b(?P<which>last|this|next|past|previous)\s{_MONTH}(?!\w)", read.read_month),
    (
        "month part",
        rf"\b(?:the\s)?{_AMBIGUOUS}\s(?P<slice>quarter|half)(?![\w-]){_OF_YEAR}?",
        read.read_months_named_by_the_last,
    ),
    ("month", rf"\b(?<!\d\s)(?<!every\s)(?<!each\s){_CLEAR}(?!\w){_NO_SURNAME_AFTER}", read.read_month),
    ("month", rf"\b{_BEFORE_MONTHS}[\s-](?P<raw>{_MONTH}(?!\w)){_NO_SURNAME_AFTER}", read.read_month),
    ("month", rf"\b(?:in|since|during|throughout|until)\s(?P<raw>{_MONTH}(?!\w))", read.read_month),
    ("month", rf"\b(?:{_MONTHS})\s(?:and|or|to)\s(?P<raw>{_MONTH}(?!\w)){_NO_SURNAME_AFTER}", read.read_month),
    ("month", r"(?<=[a-z]\s)(?P<month>(?-i:April|June|August))(?=[,.;)]|\s(?-i:[a-z])|$)", read.read_month),
    ("month", rf"\b(?:the|a|an|its|his|her|their)\s(?P<raw>{_AMBIGUOUS})(?=\s(?-i:[a-z]))", read.read_month),
    ("quarter", rf"\b(?:the\s)?{_NTH}[\s-]quarter\b(?:{_OF_YEAR}|{_OF_THE_YEAR}|(?!\sof\b))", read.read_part_of_year),
    (
        "part",
        rf"\b(?:the\s)?{_NTH}[\s-](?P<slice>half)(?=\s(?:[a-z-]+\s)?(?:{any_of(en_dates.BUSINESS)})\b)",
        read.read_part_of_year,
    ),
    ("part", rf"\b(?:in|for|over|during)\s(?P<raw>the\s{_NTH}\s(?P<slice>half))(?!\sof\b)", read.read_half_of_business),
    ("quarter", rf"\bQ(?P<nth>[1-4])(?!\w)(?:{_OF_YEAR}|{_OF_THE_YEAR})?", read.read_part_of_year),
    (
        "part",
        rf"\b(?:the\s)?{_NTH}[\s-]{_COUNTED}(?P<slice>half|quarters|months|weeks)"
        rf"(?:{_OF_YEAR}|{_OF_THE_YEAR})",
        read.read_part_of_year,
    ),
    (
        "part",
        rf"\b(?:the\s)?{_LAST_NTH}\s{_COUNTED}"
        rf"(?P<slice>half|quarter|quarters|months|month|weeks|week)(?:{_OF_YEAR}|{_OF_THE_YEAR})",
        read.read_part_of_year,
    ),
    ("season which", rf"\b(?P<which>last|this|next|past|previous)\s{_SEASON}", read.read_season),
    (
        "season",
        rf"{_SUPERLATIVE}(?P<raw>(?P<season>spring|summer|autumn|winter)){_AFTER_SUPERLATIVE}",
        read.read_season,
    ),
    ("season", rf"\b(?:the\s)?{_SEASON}(?:{_OF_YEAR}(?:[–/-]\d\d\b)?|{_OF_THE_YEAR})", read.read_season),
    ("season", rf"{_NOT_OF_EVERY_YEAR}\b{_SEASON}(?=\s(?:{_OCCASIONS})\b)", read.read_season),
    (
        "season",
        rf"\b(?P<raw>(?:an?\s|the\s|its\s)(?:\w+ly\s)?(?:{any_of(en_dates.WEATHER)})\s{_SEASON})"
        rf"(?!\s(?:of|and|[a-z]+s)\b)",
        read.read_season,
    ),
    (
        "season",
        rf"\b(?:in|since|by|until|during|over|before)\s(?P<raw>(?:the\s)?{_SEASON})(?!\sof\b)",
        read.read_season,
    ),
    (
        "season",
        r"\b(?:for|from|through|throughout|into|after|till|early|late|mid|missed|all|spent"
        r"|(?:rest|end|start|most|half|height|depths|middle|months|weeks|days|whole|onset|all|out)\sof)[\s-]"
        r"(?P<raw>(?:the\s)?(?P<season>spring|summer|autumn|winter))\b(?!\s(?:of|and\s(?:summer|winter)|[a-z]+s)\b)",
        read.read_season,
    ),
    (
        "weekday which",
        rf"\b(?:(?P<pointer>the\s(?:following|same|preceding))|(?P<which>last|next|this|past|coming|previous))\s"
        rf"{_WEEKDAY}{_DAY_TIME}",
        relative.read_weekday,
    ),
    (
        "weekday",
        rf"\b{_NO_NAME_BEFORE}{_WEEKDAY}{_DAY_TIME}{_NO_NAME_AFTER}"
        r"(?:\s(?:of\s)?(?P<whose_week>last|this|next)\sweek\b)?",
        relative.read_weekday,
    ),
    ("season", rf"\b(?P<raw>the\s{_SEASON})(?=\s(?:has|had|have|hasn|is|was|will)\b)", read.read_season),
    (
        "easter",
        rf"\b(?:(?P<which>last|this|next)\s)?(?P<feast>Easter(?:\s(?:Sunday|Monday))?|Good\sFriday)"
        rf"(?!\w|\s(?:Agreement|Rising|egg|Island)){_OF_YEAR}?",
        relative.read_easter,
    ),
    (
        "thanksgiving",
        rf"\b(?:(?P<which>last|this|next)\s)?(?P<feast>(?-i:Thanksgiving)(?:\sDay)?)(?!\w){_OF_YEAR}?",
        relative.read_thanksgiving,
    ),
    (
        "year which",
        rf"\bthe\ssame\s(?:day|week|month|months|quarter|half|period|time|stage|point)\s(?:of|in)\s{_YEAR}",
        relative.read_same_of_year,
    ),
    # "Farming Today" is a name.
    ("near", rf"\b(?-i:(?<!\w\s)|(?![A-Z][a-z]))(?P<word>{any_of(en_dates.NEAR_DAYS)})\b", relative.read_near_day),
    (
        "unit which",
        r"\bthe\ssame\s(?P<unit>day|week|weekend|months?|quarter|period|time|stage|point)\s(?:(?:of|in)\s)?"
        r"(?:last\syear|the\sprevious\syear|a\syear\s(?:earlier|ago|before)|the\syear\sbefore)\b",
        relative.read_same_last_year,
    ),
    (
        "unit which",
        rf"\bthe\s(?P<which>previous|preceding|prior)\s{_COUNT}\s(?P<unit>{_UNITS})\b(?!\sof\b)",
        relative.read_stretch_before,
    ),
    (
        "unit which",
        rf"\b(?:the\s)?(?P<which>past|last|next|coming|previous)\s{_COUNT}\s(?P<unit>{_UNITS})\b(?!\sof\b)",
        relative.read_stretch,
    ),
    (
        "unit which",
        r"\b(?:the\s)?(?P<which>past)\s(?P<unit>day|week|month|quarter|year|decade|century|fortnight)\b",
        relative.read_stretch,
    ),
    (
        "unit which",
        r"\b(?:the\s)?(?P<which>last|this|next|previous|current|coming)\s(?:financial\s|fiscal\s|calendar\s)?"
        r"(?P<unit>week|month|quarter|year|decade|century|weekend|fortnight)\b(?!\sof\s(?!last|this|next))"
        r"(?!\s(?:before|in\swhich|for\swhich|that|when)\b)",
        relative.read_neighbour,
    ),
    (
        "unit",
        r"\b(?:start|beginning|middle|end|close|rest|remainder|turn|half|quarter|third|months|weeks|days)\sof\s"
        r"(?P<raw>(?P<which>the|that)\s(?P<unit>week|month|quarter|year|decade|century))\b(?!\sof\b)",
        relative.read_neighbour,
    ),
    (
        "quarter",
        r"\b(?:ended|finished|closed|began|started|opened|entered|left|in|during|for|over)\s"
        r"(?P<raw>(?P<which>the)\s(?P<unit>quarter))(?=\s?[.,;:)]|\s(?:with|on|after|as|at|by|from|to|was|were|and|but)\b|$)"
        r"(?!\sto\s(?:the|(?-i:[A-Z])))",
        relative.read_pointer,
    ),
    ("unit ago which", r"\bthe\s(?P<unit>week|month|year)\s(?P<which>before\slast)\b", relative.read_neighbour),
    (
        "unit ago",
        r"\b(?P<raw>the\s(?P<unit>day|week|month|quarter|year)\sbefore)(?=[.,;:)]|$)",
        relative.read_ago,
    ),
    (
        "weekend",
        r"\b(?:over|at|during|on|through|throughout|for)\s(?P<raw>(?P<which>the)\s(?P<unit>weekend))\b",
        relative.read_neighbour,
    ),
    (
        "unit which",
        r"\b(?:the\s)?(?P<which>following|same|preceding|prior|that)\s(?P<unit>day|week|month|quarter|year|decade)\b"
        r"(?!\s(?:last|this|of|as|in)\b)",
        relative.read_pointer,
    ),
    (
        "digit",
        r"\b(?:on|by|until|till|from|since|to)\s(?P<raw>the\s(?P<day>\d{1,2})(?:st|nd|rd|th))(?=[.,;:)]|$|\s(?:and|but)\b)",
        relative.read_day_of_month,
    ),
    ("unit which", r"\bthe\s(?P<which>next|previous)\s(?P<unit>day)\b(?!\sof\b)", relative.read_pointer),
    ("unit ago", rf"\b{_COUNT}\s{_UNIT}\s(?P<is_ago>ago)\b", relative.read_ago),
    ("unit ago", rf"\b{_COUNT}\s{_UNIT}\s(?:earlier|previously)\b", relative.read_ago),
    ("unit ago", rf"\b{_COUNT}\s{_UNIT}\sbefore(?=[.,;:)]|$)", relative.read_ago),
    ("unit ago", rf"\b{_COUNT}\s{_UNIT}\s(?:later|afterwards)\b", relative.read_pointer),
    ("feast which", rf"\b(?P<which>last|this|next)\s(?P<feast>{_FEASTS})(?!\w)", relative.read_fixed_feast),
    ("feast", rf"{_SUPERLATIVE}(?P<raw>(?P<feast>Christmas)){_AFTER_SUPERLATIVE}", relative.read_fixed_feast),
    (
        "feast",
        rf"\b(?<!film\s)(?<!movie\s)(?<!series\s)(?P<feast>(?-i:Boxing\sDay|Valentine['’]s\sDay|Halloween|Hallowe['’]en|St\sPatrick['’]s\sDay|Bonfire\sNight))"
        rf"(?!\w){_OF_YEAR}?",
        relative.read_fixed_feast,
    ),
    (
        "feast",
        rf"\b(?P<feast>New\sYear['’]s\s(?:Eve|Day)|Christmas\s(?:Eve|Day)){_OF_YEAR}?",
        relative.read_fixed_feast,
    ),
    (
        "feast",
        r"\b(?:before|by|until|till|after|since|into|from)\s(?P<raw>(?:the\s)?(?P<feast>new\syear))"
        r"(?=[,.;:)]|$|\s(?:and|but|to|because|as|when|the|with|in|on)\b)",
        relative.read_fixed_feast,
    ),
    (
        "feast",
        rf"\b(?:before|by|at|over|since|until|till|after|around|for|of)\s"
        rf"(?P<raw>(?P<feast>Christmas)(?=$|\s(?:the|it|they|he|she|we|more|some|about|nearly|almost|only)\b|\sand\b|\sor\b|\s?[,.;:)–—]|\s(?:in|on|to|with|for|at|by|last|this|next)\b"
        rf"|\s\d|\s(?:but|because|as|after|when|if|unless|said)\b){_OF_YEAR}?)",
        relative.read_fixed_feast,
    ),
    (
        "century",
        r"\b(?:the\s)?(?P<century>\d{1,2})(?:st|nd|rd|th)(?=[\s-]centur|\s(?:and|or|to)\s\d{1,2}(?:st|th)"
        r"\scenturies)(?:[\s-]century)?",
        read.read_century,
    ),
    ("century", rf"\b(?:the\s)?(?P<century>{any_of(en_dates.CENTURY_WORDS)})[\s-]century\b", read.read_century),
    (
        "decade",
        rf"\bthe\s(?:(?:early|mid|late)[\s-])?(?P<raw>(?P<decade>{any_of(en_dates.DECADE_WORDS)}))\b",
        read.read_decade,
    ),
)
