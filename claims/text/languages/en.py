"""English word lists: numbers, units, dates, names, negation, attribution and check-worthiness. Nothing but tables."""

from claims.text.words import words_in_order, words_of

# --- numbers --------------------------------------------------------------------------------------------------------
_SMALL_NUMBERS = words_in_order(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = words_in_order("ten twenty thirty forty fifty sixty seventy eighty ninety")
NUMBER_WORDS: dict[str, float] = {
    **{word: value for value, word in enumerate(_SMALL_NUMBERS)},
    **{word: 10 * value for value, word in enumerate(_TENS, 1)},
}
SCALES: dict[str, float] = {
    "hundred": 1e2, "dozen": 12, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "mln": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
# "thousands of people": no less than one of the scale is all that the words promise.
VAGUE_SCALES: dict[str, float] = {
    "tens": 1e1, "dozens": 12, "scores": 20, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    "trillions": 1e12,
}  # fmt: skip
ATTACHED_SCALES: dict[str, float] = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
ARTICLES = words_of("a an one")
FRACTIONS: dict[str, float] = {
    "half": 1 / 2, "halves": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4,
    "fifth": 1 / 5, "fifths": 1 / 5, "tenth": 1 / 10, "tenths": 1 / 10,
}  # fmt: skip
HALF_ADDED: dict[str, float] = {"and a half": 0.5, "and a quarter": 0.25, "and three quarters": 0.75}
# "one" is most often no count: "no one", "this one", "one of", "one day", "one another".
NOT_ONE_AFTER = words_of("no any every some each this that the which another as only only-one")
NOT_ONE_BEFORE = words_of(
    "of another day thing way hand who that or 's by to in on at is was has and but more such could"
)

# --- units ----------------------------------------------------------------------------------------------------------
UNITS: dict[str, str] = {
    "%": "percent", "percent": "percent", "per cent": "percent", "pct": "percent",
    "percentage point": "percentage_points", "percentage points": "percentage_points", "% points": "percentage_points",
    "percentage-point": "percentage_points", "pp": "percentage_points", "pps": "percentage_points",
    "basis points": "basis_points", "basis point": "basis_points",
    "dollar": "USD", "dollars": "USD", "us dollars": "USD", "u.s. dollars": "USD", "usd": "USD",
    "euro": "EUR", "euros": "EUR", "eur": "EUR", "pound": "GBP", "pounds": "GBP", "pounds sterling": "GBP",
    "gbp": "GBP", "hryvnia": "UAH", "hryvnias": "UAH", "hryvnya": "UAH", "uah": "UAH", "yen": "JPY", "yuan": "CNY",
    "rubles": "RUB", "roubles": "RUB", "rupees": "INR", "zloty": "PLN", "zlotys": "PLN", "swiss francs": "CHF",
    "km": "km", "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km",
    "mile": "mile", "miles": "mile", "metre": "m", "metres": "m", "meter": "m", "meters": "m", "m": "m",
    "cm": "cm", "centimetres": "cm", "centimeters": "cm", "mm": "mm", "millimetres": "mm", "millimeters": "mm",
    "foot": "foot", "feet": "foot", "ft": "foot", "inch": "inch", "inches": "inch", "yards": "yard",
    "kg": "kg", "kilo": "kg", "kilos": "kg", "kilogram": "kg", "kilograms": "kg", "kilogrammes": "kg",
    "gram": "g", "grams": "g", "g": "g", "lb": "lb", "lbs": "lb",
    "tonne": "tonne", "tonnes": "tonne", "metric tons": "tonne", "metric ton": "tonne", "ton": "ton", "tons": "ton",
    "hectare": "hectare", "hectares": "hectare", "ha": "hectare", "acre": "acre", "acres": "acre",
    "square kilometres": "km2", "square kilometers": "km2", "square kilometre": "km2", "square kilometer": "km2",
    "sq km": "km2", "km²": "km2", "square miles": "mile2", "square metres": "m2", "square meters": "m2",
    "square feet": "foot2", "litre": "litre", "litres": "litre", "liter": "litre", "liters": "litre",
    "gallons": "gallon", "barrel": "barrel", "barrels": "barrel", "cubic metres": "m3", "cubic meters": "m3",
    "km / h": "km_per_hour", "kph": "km_per_hour", "kilometres per hour": "km_per_hour",
    "kilometers per hour": "km_per_hour", "mph": "mile_per_hour", "miles per hour": "mile_per_hour",
    "kw": "kW", "mw": "MW", "gw": "GW", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "megawatts": "MW",
    "gigawatts": "GW", "° c": "celsius", "°c": "celsius", "degrees celsius": "celsius", "° f": "fahrenheit",
    "degrees fahrenheit": "fahrenheit", "degrees": "degree", "°": "degree",
    "second": "second", "seconds": "second", "minute": "minute", "minutes": "minute", "hour": "hour",
    "hours": "hour", "day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month",
    "months": "month", "year": "year", "years": "year", "decade": "decade", "decades": "decade",
    "year-old": "year", "years old": "year", "century": "century", "centuries": "century",
}  # fmt: skip
CURRENCY_BEFORE: dict[str, str] = {
    "us $": "USD", "$": "USD", "usd": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "₴": "UAH",
    "uah": "UAH", "¥": "JPY", "₽": "RUB", "₹": "INR", "a $": "AUD", "c $": "CAD", "chf": "CHF",
}  # fmt: skip

# --- comparators: the words directly before or after a figure -------------------------------------------------------
COMPARATORS_BEFORE: dict[str, str] = {
    **dict.fromkeys(("more than", "over", "above", "exceeding", "greater than", "in excess of", "higher than",
                     "well over", "well above", "larger than", "exceeded", "exceeds", "surpassed", "topped"), ">"),
    **dict.fromkeys(("at least", "no fewer than", "no less than", "not less than", "a minimum of", "upwards of",
                     "upward of", "not fewer than", "minimum of"), ">="),
    **dict.fromkeys(("less than", "fewer than", "under", "below", "lower than", "smaller than", "well under",
                     "well below"), "<"),
    **dict.fromkeys(("up to", "at most", "no more than", "not more than", "a maximum of", "as many as", "as much as",
                     "maximum of", "at the most"), "<="),
    **dict.fromkeys(("about", "around", "roughly", "approximately", "some", "nearly", "almost", "close to", "circa",
                     "an estimated", "estimated", "approx", "approx .", "just over", "just under", "just above",
                     "a little over", "a little under", "slightly more than", "slightly less than", "near", "~", "≈",
                     "c.", "a bit more than", "virtually", "more or less"), "~"),
    "≥": ">=", "≤": "<=", ">": ">", "<": "<", "exactly": "=", "precisely": "=",
}  # fmt: skip
COMPARATORS_AFTER: dict[str, str] = {
    "or more": ">=", "or above": ">=", "and above": ">=", "and over": ">=", "or over": ">=", "+": ">=", "plus": ">=",
    "or less": "<=", "or fewer": "<=", "or under": "<=", "or below": "<=", "and under": "<=", "or so": "~",
}  # fmt: skip
RANGE_JOINERS = {"between": words_of("and"), "from": words_of("to"), "": words_of("to – — - −")}
# "rose from 5 to 10" names two levels, not one span of values.
CHANGE_VERBS = words_of(
    "rise rises rose risen rising fall falls fell fallen falling grow grows grew grown growing drop drops dropped "
    "dropping increase increases increased increasing decrease decreased decreasing decline declined declining climb "
    "climbed jump jumped surge surged soar soared slump slumped plunge plunged reduce reduced cut raise raised raising "
    "went go gone change changed up down double doubled shrink shrank shrunk move moved"
)

# --- the counted thing ----------------------------------------------------------------------------------------------
FUNCTION_WORDS = words_of(
    "a an the this that these those and or but nor if then than so as at by for from in into of off on onto out over "
    "per since through to toward towards under until up upon via with within without about above across after against "
    "along among amid around before behind below beneath beside besides between beyond despite down during except "
    "inside like near outside past versus vs is are was were be been being am has have had having do does did will "
    "would shall should can could may might must not no yes it its he she they we you i him her his hers their theirs "
    "them us our ours your my me who whom whose which what when where why how there here all any both each every few "
    "many most much neither none only own same some such too very just also even still already again ever never now "
    "however therefore thus because while although though whether yet once later earlier ago alone together worldwide "
    "nationwide today yesterday tomorrow respectively overall annually monthly daily weekly each least last next "
    "remain remained became become says said say told went came made took got gave saw left won lost died fled "
    "voted signed joined ratified took hit rose fell grew dropped according compared including instead long tall high "
    "wide deep old away live lives lived work works worked need needs needed want wants wanted face faces faced "
    "receive received use used uses show shows showed killed wounded injured arrested displaced"
)
SKIPPED_BEFORE_NOUN = words_of("more other additional further extra of the its their his her our those these all such")
IRREGULAR_PLURALS = words_of(
    "people men women children police personnel staff troops cattle sheep fish deer aircraft spacecraft criteria data "
    "media phenomena crises dead refugees teeth feet mice servicemen servicewomen policemen lawmen clergy"
)
ADVERB_ENDING = "ly"
NUMBER_OF = "number of"

# --- figures that are names: "Article 5", "Boeing 737" --------------------------------------------------------------
LABEL_WORDS = words_of(
    "article articles chapter section sections part parts phase page pages figure fig table title room route highway "
    "boeing airbus flight group channel resolution type level item step question category class round week season "
    "volume vol no nos number act rule clause paragraph para annex appendix line lines gate unit platform stage tier "
    "version apollo iphone windows interstate psalm verse lot exhibit proposition prop amendment grade district ward "
    "lesson area zone model mark top no. nr § №"
)
TIME_WORDS = words_of("am pm a.m. p.m. a.m p.m o'clock gmt est edt utc bst cet noon")

# --- dates ----------------------------------------------------------------------------------------------------------
MONTHS: dict[str, int] = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7,
    "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS: dict[str, int] = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
COUNTED_PERIODS: dict[str, str] = {
    "day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
    "year": "year", "years": "year", "decade": "decade", "decades": "decade",
}  # fmt: skip

# --- negation -------------------------------------------------------------------------------------------------------
# Read before the cues: these only look like negation.
NOT_NEGATIONS = (
    "not only", "not just", "not merely", "not simply", "no doubt", "no less than", "no fewer than", "no more than",
    "not less than", "not fewer than", "not more than", "whether or not", "if not", "not to mention", "no sooner",
    "no wonder", "not least", "no matter", "why not", "nothing less than", "not until", "only if", "if only",
)  # fmt: skip
NEGATIONS = (
    "neither", "nor", "not", "n't", "cannot", "no", "never", "none", "no one", "nobody", "nothing", "nowhere",
    "without", "failed to", "fails to", "fail to", "failing to", "refused to", "refuses to", "refuse to",
    "declined to", "declines to", "unable to", "lack", "lacks", "lacked", "lacking", "hardly", "barely", "scarcely",
    "far from", "instead of", "rather than", "no longer", "not any", "stopped short of", "nor any", "absence of",
)  # fmt: skip
EXCEPTIONS = (
    "only", "except", "except for", "excepting", "excluding", "apart from", "aside from", "all but", "other than",
    "save for", "sole", "solely", "with the exception of", "nothing but", "with the exclusion of", "exclusively",
)  # fmt: skip

# --- attribution ----------------------------------------------------------------------------------------------------
# A statement verb may stand without "that"; the others need "that", a colon, a quotation or the end of the sentence.
STATEMENT_VERBS = words_of("said says say told tells tell tweeted")
REPORTING_VERBS = words_of(
    "added adds add reported reports report wrote writes write stated announced announces claimed claims claim noted "
    "notes note argued argues argue confirmed confirms confirm warned warns warn denied denies deny insisted insists "
    "insist explained explains explain stressed stresses acknowledged acknowledges admitted admits revealed reveals "
    "reveal estimated estimates estimate testified alleged alleges allege asserted asserts assert declared declares "
    "declare emphasised emphasized pointed recalled replied responded suggested suggests suggest believes believe "
    "believed concluded concludes found finds find showed shows show predicted predicts posted commented complained "
    "disclosed maintains maintained observed promised reiterated remarked repeated told vowed cautioned contends "
    "contended conceded mentioned indicated indicates indicate learned quoted saying"
)
NOUN_LIKE_CUES = words_of("reports report claims claim notes note estimates estimate finds find shows show says say")
BEFORE_NOUNS = words_of("the a an this his her its their our my your no any every each another whose")
PLURAL_DETERMINERS = words_of("these those some many several few all both such other more most various numerous own")
TIME_PREPOSITIONS = words_of("before after since despite amid following until during")
ATTRIBUTION_PHRASES = ("according to", "as per", "in the words of", "citing", "quoting", "attributed to")
LEADING_ADVERBS = words_of(
    "however meanwhile also but and yet still moreover furthermore separately additionally later earlier then thus "
    "instead nevertheless nonetheless similarly previously finally today yesterday tonight so indeed recently now as"
)
INNER_ADVERBS = words_of(
    "also later previously has have had further separately repeatedly reportedly further earlier then subsequently "
    "once again already now still even first recently officially publicly initially himself herself itself themselves "
    "both all is are was were be been being will would might could can"
)
WHO_STOPS = words_of(
    "that which who whom when because while if whether although though since until unless than what where how why "
    "neither nor"
)
PREPOSITIONS = words_of(
    "in on at after before during since by with from for of to until under over amid despite following within"
)
# Speakers that name nobody, even where a sentence begins with them.
UNNAMED_SPEAKERS = words_of(
    "officials official sources source experts expert authorities police he she they it we i you who this that these "
    "those the a an several many some most others analysts critics observers witnesses scientists researchers people "
    "reports report media newspaper newspapers journalists spokesman spokeswoman spokesperson government ministry one "
    "two three both local western senior another no his her their its our my few investigators prosecutors lawyers "
    "doctors residents relatives campaigners activists opponents supporters lawmakers diplomats military studies study"
)

# --- names ----------------------------------------------------------------------------------------------------------
NAME_JOINERS = words_of("of the and for de van von der den la le du da di al bin el on in to")
PLACES = words_of(
    "afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain "
    "bangladesh barbados belarus belgium belize benin bhutan bolivia botswana brazil brunei bulgaria burundi "
    "cambodia cameroon canada chad chile china colombia comoros congo croatia cuba cyprus denmark djibouti dominica "
    "ecuador egypt eritrea estonia eswatini ethiopia fiji finland france gabon gambia georgia germany ghana greece "
    "greenland grenada guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland "
    "israel italy jamaica japan jordan kazakhstan kenya kiribati kosovo kuwait kyrgyzstan laos latvia lebanon "
    "lesotho liberia libya liechtenstein lithuania luxembourg madagascar malawi malaysia maldives mali malta "
    "mauritania mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nauru nepal "
    "netherlands nicaragua niger nigeria norway oman pakistan palau palestine panama paraguay peru philippines "
    "poland portugal qatar romania russia rwanda samoa senegal serbia seychelles singapore slovakia slovenia "
    "somalia spain sudan suriname sweden switzerland syria taiwan tajikistan tanzania thailand togo tonga tunisia "
    "turkey türkiye turkmenistan tuvalu uganda ukraine uruguay uzbekistan vanuatu venezuela vietnam yemen zambia "
    "zimbabwe us u.s. usa u.s.a. uk u.k. uae drc britain england scotland wales america europe africa asia "
    "antarctica oceania crimea donbas gaza kyiv kiev kharkiv odesa odessa lviv mariupol kherson zaporizhzhia "
    "donetsk luhansk moscow washington london paris berlin brussels geneva vienna rome madrid warsaw ottawa toronto "
    "beijing shanghai tokyo delhi mumbai jerusalem tehran baghdad kabul damascus cairo istanbul ankara minsk "
    "vilnius riga tallinn helsinki stockholm oslo copenhagen dublin lisbon athens budapest prague bucharest sofia "
    "belgrade chicago texas california florida ohio michigan pennsylvania virginia alaska hawaii arizona nevada "
    "oregon georgia"
) | frozenset(
    (
        "united states", "united states of america", "united kingdom", "great britain", "russian federation",
        "soviet union", "north korea", "south korea", "saudi arabia", "south africa", "new zealand", "sri lanka",
        "costa rica", "el salvador", "ivory coast", "sierra leone", "burkina faso", "united arab emirates",
        "czech republic", "north macedonia", "bosnia and herzegovina", "papua new guinea", "dominican republic",
        "democratic republic of the congo", "hong kong", "west bank", "gaza strip", "new york", "new york city",
        "los angeles", "new delhi", "middle east", "south america", "north america", "latin america", "new jersey",
        "new mexico", "north carolina", "south carolina", "west virginia", "puerto rico", "great lakes", "tel aviv",
    )
)  # fmt: skip
ORGANISATIONS = words_of(
    "nato un u.n. eu e.u. who imf wto osce opec iaea unicef unhcr unesco icrc interpol europol fbi cia nsa nasa epa "
    "fda cdc irs nhs bbc cnn cbs nbc abc npr pbs ap afp reuters bloomberg politico axios pentagon kremlin congress "
    "senate parliament bundestag knesset google facebook meta twitter microsoft apple amazon tesla spacex gazprom "
    "rosneft naftogaz ukrinform tass guardian telegraph economist cnbc forbes newsweek hamas hezbollah taliban opcw "
    "oecd brics g7 g20 asean icc icj ecb fed"
) | frozenset(
    (
        "washington post", "new york times", "wall street journal", "financial times", "associated press",
        "white house", "european union", "united nations", "european commission", "european parliament",
        "european council", "world bank", "red cross", "human rights watch", "amnesty international",
        "supreme court", "security council", "general assembly", "islamic state", "al jazeera", "fox news",
        "sky news", "the hill", "daily mail", "usa today", "los angeles times", "verkhovna rada", "state duma",
        "house of representatives", "house of commons", "house of lords", "state department", "justice department",
        "international criminal court", "international court of justice", "world health organization",
    )
)  # fmt: skip
ORGANISATION_WORDS = words_of(
    "ministry department agency committee commission council court bank university institute college school party "
    "union association federation organization organisation company corporation corp inc ltd llc plc group foundation "
    "authority office bureau service administration times post journal herald tribune news press gazette parliament "
    "senate congress assembly army navy force forces police guard hospital church club team society network campaign "
    "center centre fund board alliance coalition front movement brigade command fleet academy museum airlines"
)
AGREEMENT_WORDS = words_of(
    "treaty convention agreement agreements protocol accord accords pact charter memorandum covenant armistice statute"
)
PLACE_WORDS = words_of(
    "city county province region state river sea ocean lake island islands mountain mountains bay gulf strait district "
    "oblast peninsula street avenue square airport republic kingdom desert valley coast"
)
PERSON_TITLES = words_of(
    "president minister chancellor senator sen. sen governor gov. gov congressman congresswoman rep. rep mr mr. mrs "
    "mrs. ms ms. dr dr. professor prof. prof general gen. gen colonel col. col captain lieutenant sergeant judge "
    "justice secretary ambassador king queen prince princess pope "
    "sir lord lady mayor chairman director spokesman spokeswoman "
    "spokesperson commander admiral premier lawmaker analyst journalist author actor singer coach leader"
)
FIRST_NAMES = words_of(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark "
    "donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary "
    "nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick "
    "jack dennis jerry mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret "
    "betty sandra ashley dorothy kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura "
    "sharon cynthia kathleen amy angela anna emma olivia sophie maria joe barack hillary bernie bill boris keir rishi "
    "theresa angela olaf emmanuel ursula jens antonio vladimir volodymyr olena oleksandr andriy dmytro sergei sergey "
    "dmitry alexei mykola petro viktor yulia iryna oksana kamala tim mike jim tom ben sam nikki ted marco benjamin "
    "justin angus pierre jean luis carlos jose juan ali mohammed muhammad ahmed hassan xi narendra kim viktor giorgia"
)
DEMONYMS = words_of(
    "russian russians american americans ukrainian ukrainians british german germans french chinese japanese european "
    "europeans african africans asian asians western eastern northern southern israeli israelis palestinian "
    "palestinians iranian iranians polish italian italians spanish indian indians canadian canadians australian "
    "turkish syrian syrians iraqi afghan mexican soviet belarusian hungarian arab arabs muslim muslims christian "
    "christians jewish jews catholic republican republicans democrat democrats democratic english korean greek dutch"
)

# --- check-worthiness -----------------------------------------------------------------------------------------------
HEADING_STARTS = words_of("who what when where why how")
TITLE_ARTICLES = words_of("a an the one our some no")
# Forms that are participles as well as past tenses; "died" and "rose" are past tenses only.
PARTICIPLES = words_of(
    "left lost made held found told kept built paid sent led met bought sold fought stood cut put set"
)
OPINION_WORDS = words_of(
    "should ought must deserve deserves wonderful terrible awful beautiful ugly best worst great horrible disgraceful "
    "shameful amazing brilliant stupid ridiculous outrageous hopefully sadly unfortunately fortunately obviously "
    "clearly surely perhaps maybe probably arguably disgusting fantastic incredible love hate hope wish feel feels "
    "believe think thinks seems seem appears good bad better wrong right"
)
OPINION_PHRASES = ("i think", "i believe", "in my opinion", "in my view", "i feel", "i hope", "we must", "we should",
                   "we need to", "we believe", "it is time to", "i am convinced", "let us", "let's")  # fmt: skip
# Strong enough to outweigh a comparison or a rule; only a figure or a date outweighs them.
OPINION_MARKERS = (
    r"\bin (?:my|our|this [\w-]+['’]s) (?:own )?(?:view|opinion|judge?ment)\b",
    r"\bit (?:would be|is|was) a (?:shame|pity|disgrace|scandal)\b",
    r"^(?:\w+, |but |and |yet |so |still )?(?:it|this|that|(?:the|this|that|our|their|its|every|each) [\w-]+) "
    r"(?:still |really |also )?matters(?: because| more| most|[,.;!])",
)
PREDICTION_MARKERS = (
    r"\bwhat happens next\b", r"\b(?:much|a lot|everything) (?:will )?depends? on\b", r"\bremains to be seen\b",
    r"\btime will tell\b",
    # What somebody is yet to say is no statement of theirs.
    r"(?<!\bi )(?<!\bwe )(?<!\byou )\b(?:will|may|might) (?:also |no doubt |surely |now |still )?"
    r"(?:say|argue|claim|insist|reply|respond|object|complain|point out|counter|retort)\b",
)  # fmt: skip
PREDICTION_WORDS = words_of("will shall 'll won't forecast forecasts")
PREDICTION_PHRASES = ("going to", "is expected to", "are expected to", "is likely to", "are likely to", "would be")
FIRST_PERSON = words_of("i me my mine myself i'm i've i'd i'll")
# "of mine", "is mine": there the pronoun stands; elsewhere "mine" is a weapon or a pit.
BEFORE_PRONOUN_MINE = words_of("of is was are were be not than like")
# "World War I", "Phase I": a numeral.
BEFORE_NUMERAL_I = words_of(
    "war article part phase title type level class chapter volume group stage division schedule"
)
BARE_PRONOUNS = words_of("it they he she")
BARE_OBJECTS = words_of("it them him")
EXPERIENCE_MARKERS = (
    r"\bi(?:['’]ve| have) (?:\w+ )?(?:covered|reported|lived|spent|worked|watched)\b",
    r"\b(?:my|our) (?:own |whole )?(?:working life|career|lifetime|childhood)\b", r"\bi used to\b",
    r"\bi(?:['’]ve| have) (?:seldom|rarely|never) seen\b",
    r"\bwhen i was (?:a (?:child|boy|girl|kid)|young|little|small)\b",
    # What a newsroom did to get an answer.
    r"^(?:i|we) (?:have |also |then )?(?:asked|put|contacted|approached|phoned|called|emailed|requested|visited)\b",
)  # fmt: skip
EXPERIENCE_WORDS = words_of(
    "remember felt saw heard met grew loved liked enjoyed visited talked thought knew learned am"
)
PAST_WORDS = words_of(
    "was were had did has have been said told went came made took gave saw left won lost died fell rose grew became "
    "began met paid spent sent held led fought built bought sold found kept met hit cut put set spoke wrote broke "
    "chose drove flew fled rejected stood"
)
COMPARISON_WORDS = words_of(
    "than twice double doubled triple tripled compared versus more less fewer higher lower bigger smaller larger "
    "greater same equal times rose fell increased decreased grew dropped declined up down"
)
RANK_WORDS = words_of(
    "first second third largest biggest smallest highest lowest most least oldest youngest richest poorest fastest "
    "longest worst best top leading record only never"
)
RULE_WORDS = words_of(
    "law laws bill act treaty convention agreement prohibits prohibit prohibited bans ban banned requires require "
    "required allows allow allowed illegal legal constitution obliges forbids forbidden mandatory ratified signed"
)
BOILERPLATE_PHRASES = (
    "all rights reserved", "sign up", "subscribe", "read more", "click here", "follow us", "cookie", "newsletter",
    "terms of use", "privacy policy", "share this", "copyright", "related articles", "photo:",
    "image credit", "getty images", "log in", "skip to content", "contact us", "see also", "in this photo",
)  # fmt: skip
# Who reads a sentence that begins so is asked to do something.
BOILERPLATE_STARTS = (
    "sign up", "subscribe", "read more", "read next", "follow us", "click here", "share this", "join our", "join us",
    "write to us", "email us", "contact us", "get in touch", "support our", "register for", "register now", "log in",
    "download our", "listen to our", "watch our", "see also", "more on this story", "have your say", "tell us",
)  # fmt: skip
VAGUE_STARTS = words_of("this that it these those he she they there")
VERB_WORDS = words_of(
    "is are was were be been has have had do does did will would can could may might must shall should says say said "
    "became become remains remain makes make made gives gave takes took goes went comes came gets got shows show "
    "lose loses lost means mean needs need wants want know knows think thinks uses use contains contain costs cost "
    "includes include stands stood lies lay rose fell grew won held led met left kept told found paid sent built bans "
    "ban prohibits prohibit requires require allows allow accounts account causes cause kills kill leads lead supports "
    "support spends spend spent earns earn produces produce exports export imports import sells sell buys buy owns own"
)
