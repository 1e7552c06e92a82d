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
    "following": 1, "same": 0, "that": 0, "preceding": -1, "prior": -1,
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
    "early": "early", "the beginning of": "start", "the start of": "start", "the turn of": "early", "mid": "mid",
    "middle": "mid", "the middle of": "mid", "late": "late", "the end of": "end", "the close of": "end",
    "end of": "end", "start of": "start", "beginning of": "start", "beginning": "early",
}  # fmt: skip
# What comes once in a season and is called by it: "the autumn budget", "summer sales".
SEASON_OCCASIONS = words_of(
    "budget statement session sessions term break recess holiday holidays vacation vacations sale sales tour "
    "tournament offensive offensives counteroffensive campaign campaigns heatwave heatwaves drought droughts flood "
    "floods flooding "
    "storm storms fire fires wildfires blaze harvest crop crops exams exam results election elections conference "
    "congress meeting gathering summit signing signings signature transfer window collection crisis surge wave "
    "outbreak rush timetable schedule edition issue review programme series riots unrest disturbances protests march "
    "internationals fixtures placements bookings takings trading earnings planting sowing blackouts peak demand rains "
    "rainfall snowfall freeze update semester intake auction auctions reshuffle spending referendum draft "
    "conscription lockdown shutdown relaunch launch festival rally ballot strike strikes walkout"
)
# Written before such a one these tell of no season of some year.
BEFORE_NO_SEASON = words_of("average typical every each any annual usual traditional winter's normal ordinary of")
# "After a dry spring": how the news calls a season or a month that was.
WEATHER = words_of(
    "dry wet cold warm hot mild poor bad good strong weak harsh bitter long short late early rainy stormy snowy soggy "
    "cool busy quiet slow difficult record record-breaking disappointing scorching sweltering freezing chilly damp "
    "bumper troubled turbulent successful tough brutal miserable lucrative"
)
# "First-half profit", and the words that tell the halves of a year from those of a game.
BUSINESS = words_of(
    "profit profits revenue revenues sales earnings turnover results loss losses income output production exports "
    "imports dividend margin margins orders deliveries bookings pre-tax pretax operating net gross core underlying "
    "adjusted figures growth shipments cash investment ebitda costs spending trading budget deficit surplus"
)
FEASTS: dict[str, tuple[int, int]] = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25),
    "christmas": (12, 25), "new year": (1, 1), "boxing day": (12, 26), "valentine's day": (2, 14),
    "halloween": (10, 31), "hallowe'en": (10, 31), "st patrick's day": (3, 17), "bonfire night": (11, 5),
}  # fmt: skip
# Days and papers that are called by a weekday.
NAMES_BEFORE_WEEKDAYS = words_of(
    "every each black good bloody ash palm easter cyber super fat holy maundy whit shrove sheffield mail"
)
NAMES_AFTER_WEEKDAYS = words_of("times telegraph mirror mail express herald independent post people sun mercury club")
# "Agenda 2030" and "Euro 2024" are names.
NAMES_BEFORE_YEARS = words_of("agenda vision euro expo horizon windows office resolution")
# "The 18th" of a golf course, a house or a grid is no day.
NUMBERED_PLACES = words_of(
    "hole holes bogey bogeys bogeyed birdie birdies birdied eagle par putt putts tee fairway green floor floors storey "
    "storeys lift lifts office rank ranks ranked place placed position lap laps grid qualifying minute congress "
    "amendment district inning innings round seed"
)
DAY_TIMES = words_of("morning afternoon evening night")

# --- tense ----------------------------------------------------------------------------------------------------------
# Each table is one class of cue; the order in which they are asked stands in `date_tense_in_english`.
# "may" is small here: the month is not.
MODALS = words_of(
    "will won't shall shan't 'll would wouldn't must mustn't should shouldn't may might can can't cannot could couldn't"
)
# Before "have" these speak of what was: "may have met", "would have opened".
MODALS_OF_WHAT_WAS = words_of("would wouldn't must should shouldn't may might can't cannot could couldn't")
ABLE_BEFORE = words_of("could couldn't")
# What stands between an auxiliary and its verb.
BETWEEN_VERBS = words_of(
    "not also now then only still already first again soon never ever even just yet formally officially originally "
    "initially finally probably likely both all widely currently previously reportedly therefore"
)
# Said of what is to come by itself, whatever the tense around it.
DUE_WORDS = words_of(
    "due scheduled slated poised expected forecast pencilled earmarked timetabled supposed meant planned likely "
    "unlikely tipped projected"
)
# "Was due" and "had been expected" tell no more than that it was near.
AUXILIARIES_OF_WHAT_WAS = words_of("was were been had wasn't weren't hadn't")
BEFORE_YARDSTICKS = words_of("than as though if")
WISHES_AHEAD = words_of(
    "expects expect hopes hope aims aim intends intend vows vow promises plans plan wants want wishes wish proposes "
    "pledges threatens needs need deadline upcoming forthcoming expecting hoping planning intending preparing "
    "prepares ahead seeks awaits anticipates predicts forecasts foresees targets"
)
WISHES_ALIKE_NOUNS = words_of(
    "hope hopes aim aims need needs plan plans promises wish wishes want forecasts targets vow vows"
)
# Verbs and adjectives that govern an infinitive of what is to come, and of what has been.
BEFORE_INFINITIVES_AHEAD = words_of(
    "agreed agree agrees vowed promised pledged proposed threatened voted decided resolved ordered told asked urged "
    "instructed invited summoned required chosen elected appointed set going about ready bound sure certain prepared "
    "hopes hope hoping plans plan planning intends intend intending aims aim aiming wants want wanting expects expect "
    "expecting vows vow promises promise pledges pledge proposes propose threatens threaten needs need has have seeks "
    "seek is are isn't aren't asks ask calls call called demands demanded deadline bid bids time chance opportunity "
    "allow allows allowed permits permitted obliges requires due scheduled expected slated poised likely unlikely "
    "forecast supposed meant planned hoped intended aimed wanted ought looks look tipped projected ultimatum"
)
BEFORE_INFINITIVES_NEAR = words_of("was were planned hoped intended aimed wanted wasn't weren't")
PAST_BEFORE_TO = words_of(
    "failed refused declined managed forced had unable able used went came tried obliged continued began started "
    "helped rose fell seemed appeared happened proved returned rushed flocked first last only latest second third "
    "compelled chose enough begun led drove pushed prompted caused"
)
# After "to" these are verbs.
BARE_VERBS = words_of(
    "be meet vote begin start open hold take return visit hear decide publish launch appear leave arrive resume sign "
    "end close discuss present unveil announce release join testify rule go come travel play face run pay reply "
    "answer submit apply register choose elect reopen receive become host stand serve deliver complete finish "
    "introduce replace"
)
# Verbs of what is on a calendar: in the present tense, beside a date, they look ahead ("opens on Friday").
TIMED_SINGULARS = words_of(
    "expires begins opens starts meets takes comes ends closes resumes arrives travels returns reopens retires "
    "resigns departs goes lapses hears decides convenes sits appears testifies gathers flies leaves becomes enters "
    "finishes celebrates delivers submits chairs attends relinquishes vacates undergoes "
    "premieres unveils presents publishes launches debuts joins hosts competes performs"
)
# These are plurals too: verbs before what they govern ("visits the", "faces Leeds", "runs until").
TIMED_SINGULARS_ALIKE = words_of(
    "reports releases visits faces plays runs tours marks turns heads lands votes moves shuts issues speaks sails "
    "steps stands kicks holds gets rises falls drops increases hands debates considers discusses addresses signs "
    "screens airs broadcasts sells ships switches changes stops ceases makes gives introduces announces reveals "
    "welcomes defends applies elects completes inherits swears"
)
TIMED_PLURALS = words_of("reopen resume begin expire retire depart go meet sit convene gather come become appear fly")
TIMED_PLURALS_ALIKE = words_of(
    "open close start end return leave arrive vote travel play face host visit welcome run move head tour join hold "
    "publish release report launch take finish sail compete perform elect switch change stop rise"
)
TIMED_PARTICIPLES = words_of(
    "meeting opening closing returning travelling traveling visiting starting beginning holding launching leaving "
    "retiring stepping moving going coming playing hosting facing arriving reopening resuming publishing releasing "
    "joining touring hearing voting ending taking running"
)
# "Is released on Friday", "are being held in May".
TIMED_PASSIVES = words_of(
    "published released held launched unveiled sworn inaugurated buried crowned sentenced being screened"
)
# What follows a verb and hardly a noun.
AFTER_VERBS = words_of(
    "the a an its his her their our this these those him them us it to into over up off out down until through "
    "against again back from annual quarterly interim full-year half-year first-quarter second-quarter third-quarter "
    "fourth-quarter results earnings figures"
)
AFTER_TIMED_VERBS = AFTER_VERBS | words_of("on in at for next today tomorrow")
DETERMINERS = words_of(
    "the a an its his her their our my your this these those no of in on at by for with from into over under behind "
    "between about against without across to more fewer new several many some most recent further other"
)
NO_PLURALS = words_of("was is has this its his as us less plus across always towards perhaps")
PRONOUNS_OF_MANY = words_of("they we who which that i you")
# "To" before these begins no infinitive.
NO_INFINITIVES = DETERMINERS | words_of(
    "one two three four five six seven eight nine ten eleven twelve almost nearly around about just well less roughly "
    "half zero parliament court school work power date"
)
ONLY_RIGHT_BEFORE_TO = words_of("is are has have was were isn't aren't wasn't weren't set going about look looks time")
JOINTS = words_of("and but or")
PERFECT_PARTICIPLES = words_of("gone done come begun become run sung swum drunk")
PRONOUNS = words_of("who which it he she")
BEGUN = words_of("begun started arrived come ended opened closed resumed")
# Written after one of these, a plural is no present tense: "did not reopen".
BEFORE_BARE_VERBS = words_of("to the a track did didn't not could couldn't never would let make made helped")
# What was put off, or given time, lies ahead of the one who reads until when.
PUT_OFF = words_of(
    "postponed delayed adjourned rescheduled deferred extended prolonged remanded moved pushed bailed given gave "
    "allowed renewed deferring shelved suspended barred banned jailed detained"
)
# Auxiliaries after which what was put off, or promised, is over by now.
PLUPERFECTS = words_of("had 'd")
# "Has promised 15,000 tonnes by mid-April".
PROMISED = words_of(
    "promised pledged vowed guaranteed demanded demands demanding promises pledges vows wants seeks sought requested "
    "ordered commissioned targeted targets targeting budgeted"
)
# Between "until" and its date: "until midnight on Wednesday".
BEFORE_LIMITED_DATES = words_of("at least the late early mid midnight noon midday on end of beginning start am pm")
UNTIL_WORDS = words_of("until till to")
BY_WORDS = words_of("by before until till")
AHEAD_PAIRS = frozenset({
    ("set", "for"), ("ahead", "of"), ("off", "until"), ("back", "until"), ("next", "meets"), ("votes", "on"),
    ("steps", "down"), ("stands", "down"), ("kicks", "off"), ("gets", "underway"), ("stand", "trial"),
    ("has", "until"), ("have", "until"), ("runs", "until"), ("runs", "out"), ("rises", "to"), ("falls", "to"),
    ("until", "after"), ("go", "to"), ("going", "to"), ("ready", "for"), ("prepares", "for"), ("date", "of"),
    ("called", "for"), ("planned", "for"), ("scheduled", "for"), ("booked", "for"), ("listed", "for"), ("fixed", "for"),
    ("plans", "for"), ("way", "for"), ("way", "to"), ("warned", "of"), ("warns", "of"), ("warn", "of"),
    ("warning", "of"), ("warnings", "of"), ("warning", "for"), ("warnings", "for"), ("chance", "of"),
    ("chances", "of"), ("odds", "of"), ("likelihood", "of"), ("probability", "of"), ("possibility", "of"),
    ("prospect", "of"), ("prospects", "for"), ("prospects", "of"), ("hopes", "of"), ("hopes", "for"),
    ("expectations", "of"), ("expectations", "for"), ("expectation", "of"), ("bets", "on"), ("betting", "on"),
    ("bet", "on"), ("forecast", "for"), ("forecasts", "for"), ("projection", "for"), ("projections", "for"),
    ("projection", "of"), ("outlook", "for"), ("estimate", "for"), ("estimates", "for"), ("guidance", "for"),
    ("target", "for"), ("targets", "for"), ("budget", "for"), ("tickets", "for"), ("candidate", "for"),
    ("candidates", "for"), ("favourite", "for"), ("favourites", "for"), ("preparations", "for"), ("brace", "for"),
    ("braced", "for"), ("bracing", "for"), ("eligible", "for"), ("in", "time"),
    ("remained", "before"), ("remains", "before"), ("remain", "before"), ("left", "before"), ("go", "before"),
    ("remain", "until"), ("remains", "until"), ("left", "until"), ("ordered", "for"), ("arranged", "for"),
    ("bail", "until"), ("apply", "from"), ("applies", "from"), ("payable", "from"), ("pencilled", "in"),
})  # fmt: skip
# Written before a date these are yardsticks or the day from which things have been: "than in May".
BEHIND_BEFORE = words_of("since than")
COMPARED = frozenset({("compared", "with"), ("compared", "to"), ("up", "from"), ("down", "from"), ("fell", "from"),
                      ("rose", "from"), ("back", "in"), ("dating", "from"), ("dates", "from"),
                      ("as", "recently")})  # fmt: skip
# What the news calls by its day when it is over.
HAPPENED = words_of(
    "attack attacks crash explosion explosions blast fire death deaths killing killings shooting earthquake raid "
    "raids defeat victory win loss arrest arrests resignation accident flood floods storm outage collapse murder "
    "assault bombing bombings shelling riot riots derailment eruption robbery stabbing"
)
# "Monday's closing price".
TRADED_ON = words_of("closing close opening")
# "Brent crude for May delivery", "December futures": months to come.
TRADED = words_of("delivery futures contract contracts settlement shipment loading expiry")
PAST_WORDS = words_of(
    "was were wasn't weren't had hadn't has hasn't have haven't did didn't said told according spoke speaking began "
    "came took went made gave won lost died rose fell grew met left held struck shot broke hit shut cut ate became "
    "beat bent bit blew bore bought brought built burnt burst caught chose clung crept dealt drank drew drove dug fed "
    "fled flew forbade forgot fought found froze got hid hung kept knew laid lay led learnt lent lit meant overcame "
    "overtook paid put quit ran rang rebuilt rode sank sang sat saw sent shook slept slid sold sought sped spent "
    "sprang stole stood stuck sued swam swept swore swung taught thought threw tore underwent understood undertook "
    "cost bid rid bet forecast broadcast upset offset undercut outdid overran outsold withheld withstood misled "
    "mistook foresaw undid redid remade retook resold rewound strode strove slew slung stank stung strung wept wound "
    "wrung clad bred dove flung knelt leapt mowed overheard overthrew sewed shone shrank smelt spelt spilt "
    "spat spoilt spun swelled dreamt outbid outran oversaw overslept repaid reset rethought unwound beaten broken "
    "bitten chosen drawn eaten fallen flown forbidden forgotten frozen grown hidden known overthrown ridden risen "
    "shaken shown sown spoken stolen sunk sworn torn undergone worn woken born withdrew woke wore wrote set let shed "
    "split spread thrown slain taken given seen written driven"
)
# What was settled then begins later: "approved a rise from January".
DECISIONS = words_of(
    "approved announced agreed backed ordered decided voted proposed adopted passed signed endorsed confirmed "
    "promised imposed introduced unveiled granted declared"
)
PASTS_ALIKE_NOUNS = words_of(
    "cut hit set split burst saw spread shed put beat blow fall cast left felt bore cost bid bet forecast broadcast "
    "upset offset wound dove reset beaten broken chosen drawn fallen forbidden forgotten frozen grown hidden "
    "known overthrown spoken stolen sworn torn worn written unwritten"
)
# "They let 120 men go": the verb behind is bare.
LETTING = words_of(
    "let lets letting make made makes making see saw sees watch watched help helps helped helping have had"
)
# "The hottest July since 1976" is over by now.
SUPERLATIVES = words_of("most least worst best")
AFTERMATHS = words_of("after following despite")
AFTER_RECORDS = words_of("since on in for ever yet of")
# An earlier deadline looks nowhere.
FORMER = words_of("earlier original previous initial first former old missed last")
NO_PASTS = words_of(
    "need needed hundred speed indeed feed seed breed exceed proceed succeed greed naked wicked sacred shed embed "
    "hatred kindred bed red united unnamed"
)
# After one of these a word that looks like a past is none: "will cut", "stay shut".
BEFORE_PARTICIPLES = words_of(
    "be have stay stays remain remains keep keeps to will would shall must may might can could should won't"
)
# A verb after one of these, and a date after one of those, belong to another clause.
# They join a clause; between one of them and a date stands at most one of the others.
CLAUSE_JOINTS = words_of("and but yet then")
BEFORE_DATES = words_of("in on by at from since until till before after during over early late mid last next this the")
# Verbs of the present that tell no date's tense: "it freezes in winter and is a road".
PRESENTS = words_of("is are am has have does do")
CLAUSE_STARTS = words_of(
    "that which who whom because while whose where when although though whereas unless if but ; : “ ”"
)
RELATIVES = words_of("who which that whose")
