"""English words for dates and periods. Nothing but tables."""

from claims.text.words import words_of

# "May", "March" and "August" are names, verbs and adjectives too; these words are months wherever they stand.
CLEAR_MONTHS = words_of("january february september october november december july sept")
# Written small these are a verb, a noun, an adjective.
MONTHS_ONLY_CAPITAL = words_of("may march mar august jun jan dec sep")
SEASONS: dict[str, str] = {
    "spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter",
}  # fmt: skip
ORDINALS: dict[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "opening": 1,
    "last": -1, "final": -1, "closing": -1,
}  # fmt: skip
CENTURY_WORDS: dict[str, int] = {
    "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
}  # fmt: skip
DECADE_WORDS: dict[str, int] = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970,
    "eighties": 1980, "nineties": 1990,
}  # fmt: skip
# How many units away: "last year". The words that point from one day of a text to another stand in `POINTERS`.
STEPS: dict[str, int] = {
    "last": -1, "previous": -1, "past": -1, "before last": -2, "this": 0, "current": 0, "the": 0, "next": 1,
    "coming": 1, "upcoming": 1,
}  # fmt: skip
POINTERS: dict[str, int] = {
    "following": 1, "same": 0, "that": 0, "preceding": -1,
}  # fmt: skip
COUNTS: dict[str, float] = {
    "a": 1, "an": 1, "one": 1, "a couple of": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "a hundred": 100, "half a": 0.5,
}  # fmt: skip
PERIODS: dict[str, str] = {
    **{form: unit for unit in ("day", "week", "month", "year", "decade", "quarter") for form in (unit, f"{unit}s")},
    "century": "century", "centuries": "century", "fortnight": "fortnight", "weekend": "weekend", "half": "half",
    "half-year": "half", "half year": "half",
}  # fmt: skip
NEAR_DAYS: dict[str, int] = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1,
    "last night": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip
PARTS: dict[str, str] = {
    "early": "early", "the beginning of": "early", "the start of": "early", "the turn of": "early", "mid": "mid",
    "middle": "mid", "the middle of": "mid", "late": "late", "the end of": "late", "the close of": "late",
    "end of": "late", "start of": "early", "beginning of": "early", "beginning": "early",
}  # fmt: skip
FEASTS: dict[str, tuple[int, int]] = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25),
}  # fmt: skip
# Days and papers that are called by a weekday.
NAMES_BEFORE_WEEKDAYS = words_of(
    "every each black good bloody ash palm easter cyber super fat holy maundy whit shrove sheffield mail"
)
NAMES_AFTER_WEEKDAYS = words_of("times telegraph mirror mail express herald independent post people sun mercury club")
# "Agenda 2030" and "Euro 2024" are names.
NAMES_BEFORE_YEARS = words_of("agenda vision euro expo horizon windows office resolution")
DAY_TIMES = words_of("morning afternoon evening night")

# --- tense ----------------------------------------------------------------------------------------------------------
AHEAD_WORDS = words_of(
    "will won't shall 'll due expected expects expect scheduled planned must would should hopes aims intends vows "
    "promises deadline upcoming expires opens begins starts meets takes comes ends closes resumes arrives travels "
    "returns slated reopens retires resigns departs goes lapses hears decides"
)
# Of many, what is timed ahead: "schools reopen on Monday".
AHEAD_PLURALS = words_of("reopen resume begin expire retire depart go meet sit")
# These are nouns and adjectives too: verbs after a plural and before a preposition, as in "polls open at".
AHEAD_AFTER_PLURALS = words_of("open close start end return leave arrive vote")
AFTER_TIMED_VERBS = words_of("on in at for from to again")
NO_PLURALS = words_of("was is has this its his as us less plus across always towards perhaps")
PRONOUNS_OF_MANY = words_of("they we who which that")
# "may" is small here: the month is not.
MODALS_AHEAD = words_of("may might cannot can't")
BEGUN = words_of("begun started arrived come")
# Written after one of these, a plural is no present tense: "did not reopen".
BEFORE_BARE_VERBS = words_of("to the a track did didn't not could couldn't never would let make made helped")
# What was put off lies ahead of the one who reads until when.
PUT_OFF = words_of("postponed delayed adjourned rescheduled")
UNTIL_WORDS = words_of("until till to")
# "to" and "ahead" alone say nothing.
AHEAD_PAIRS = frozenset({
    ("set", "to"), ("set", "for"), ("plans", "to"), ("plan", "to"), ("ahead", "of"), ("is", "to"), ("are", "to"),
    ("going", "to"), ("off", "until"),
    ("forecast", "to"), ("likely", "to"), ("unlikely", "to"), ("about", "to"), ("wants", "to"), ("want", "to"),
    ("votes", "on"), ("steps", "down"), ("stands", "down"), ("kicks", "off"), ("gets", "underway"),
    ("has", "until"), ("have", "until"), ("runs", "until"), ("runs", "out"), ("rises", "to"), ("falls", "to"),
})  # fmt: skip
BARE_VERBS = words_of(
    "be meet vote begin start open hold take return visit hear decide publish launch appear leave arrive resume sign "
    "end close discuss present unveil announce release join testify rule go come travel play face run pay"
)
PAST_WORDS = words_of(
    "was were had has have did said told after according spoke speaking began came took went made gave won lost died "
    "rose fell grew met left held struck shot broke hit shut cut"
)
# After one of these a word that looks like a past is none: "will cut", "stay shut".
BEFORE_PARTICIPLES = words_of(
    "be have stay stays remain remains keep keeps to will would shall must may might can could should won't"
)
# After one of these an infinitive tells what was: "failed to meet on Monday".
PAST_BEFORE_TO = words_of("failed refused declined managed forced had unable able used went came tried obliged")
# A verb after one of these, and a date after one of those, belong to another clause.
CLAUSE_STARTS = words_of("that which who because while whose ; : “ ”")
