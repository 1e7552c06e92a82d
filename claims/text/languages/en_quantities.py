"""English word lists for figures: scales, fractions, units, comparators, changes, ranks. Nothing but tables."""

from claims.text.languages.en import FUNCTION_WORDS, NUMBER_WORDS, PAST_WORDS
from claims.text.words import words_in_order, words_of

# --- numbers --------------------------------------------------------------------------------------------------------
SCALES: dict[str, float] = {
    "hundred": 1e2, "dozen": 12, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "mln": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "trn": 1e12, "mio": 1e6,
}  # fmt: skip
ATTACHED_SCALES: dict[str, float] = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12, "t": 1e12,
}  # fmt: skip
_ORDINALS = words_in_order(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_TENTHS = words_in_order("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth")
_TENS = words_in_order("twenty thirty forty fifty sixty seventy eighty ninety")
ORDINALS: dict[str, int] = {
    **{word: value for value, word in enumerate(_ORDINALS, 1)},
    **{word: 10 * value for value, word in enumerate(_TENTHS, 2)},
    **{
        f"{tens}-{word}": 10 * value + unit
        for value, tens in enumerate(_TENS, 2)
        for unit, word in enumerate(_ORDINALS[:9], 1)
    },
    "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
FRACTIONS: dict[str, float] = {
    "half": 1 / 2, "halves": 1 / 2, "quarter": 1 / 4, "quarters": 1 / 4,
    **{word + ending: 1 / value for word, value in ORDINALS.items() if value > 2 for ending in ("", "s")},
}  # fmt: skip
# What may follow "half" where it is a share: "half of", "half the seats".
HALF_FOLLOWERS = words_of("of the its their his her our my your all these those that this")
# Before or after these, "half" and "a third" are a part of something, not a half of a match nor a third try.
BEFORE_FRACTION = words_of(
    "by about nearly almost than over under roughly around some least most only just or exactly approximately to of"
)
PREPOSITIONS_BEFORE_FRACTION = words_of(
    "by or to of from against up down rose fell grew shrank dropped jumped lost gained climbed slid rise fall"
)
NO_FRACTION_BEFORE = words_of("first second third other last next in and latter former better each the opening closing")
AFTER_FRACTION = words_of(
    "of have has had are were is was do did say said says more less fewer higher lower as since from will would could "
    "can may might live lived work worked came come voted believe believed think thought want support supported "
    "opposed lack lacked received"
)
FRACTION_ARTICLES = words_of("a an one")
# "compared with a third in 2010", but "left with a third in need"
COMPARED = words_of("compared contrasted contrasts compares")
# "in half" and "and half" are no shares by themselves, but "in half the cases" is one.
NO_HALF_BEFORE = NO_FRACTION_BEFORE - words_of("in and")
HALF_ADDED: dict[str, float] = {
    "and a half": 0.5, "and a quarter": 0.25, "and three quarters": 0.75, "and three-quarters": 0.75,
    "and-a-half": 0.5, "- and-a-half": 0.5, "and a third": 1 / 3,
}  # fmt: skip
# "one" is most often no count: "no one", "this one", "one of", "one day", "one another".
NOT_ONE_AFTER = words_of("no not any every some each this that the which another as only")
NOT_ONE_BEFORE = words_of(
    "of another day thing way hand who that or by to in on at is was has and but more such could time side point"
)

# "all bar one"; "two are men and one is a woman": as many as the other figures.
BAR_ONE = words_of("bar except")
# "no other town but one"
ALL_OR_NONE = words_of("all every each no none nobody nothing any everybody everyone")
AFTER_COUNTED_ONE = words_of("is was were had has in from to against abstained died for would will remains remained")
SMALL_COUNTS = words_of("two three four five six seven eight nine ten eleven twelve")

# --- comparators: the words directly before or after a figure -------------------------------------------------------
COMPARATORS_BEFORE: dict[str, str] = {
    **dict.fromkeys(("more than", "over", "above", "exceeding", "greater than", "in excess of", "higher than",
                     "well over", "well above", "larger than", "exceeded", "exceeds", "exceed", "surpassed",
                     "surpassing", "surpasses", "topped", "topping", "longer than", "older than", "north of",
                     "far more than", "well more than", "bigger than", "beyond", "passed the", "heavier than",
                     "no fewer or more than", "upwards of", "upward of", "better than", "wider than", "taller than",
                     "deeper than", "faster than", "much more than", "considerably more than"), ">"),
    **dict.fromkeys(("at least", "no fewer than", "no less than", "not less than", "a minimum of",
                     "not fewer than", "minimum of", "at the very least", "no lower than", "not below",
                     "no smaller than",
                     "no shorter than", "no younger than", "never fewer than", "never less than", "not lower than"),
                     ">="),
    **dict.fromkeys(("less than", "fewer than", "under", "below", "lower than", "smaller than", "well under",
                     "well below", "shorter than", "younger than", "far fewer than", "far less than", "short of",
                     "south of", "cheaper than", "slower than", "much less than", "beneath"), "<"),
    **dict.fromkeys(("up to", "at most", "no more than", "not more than", "a maximum of", "as many as", "as much as",
                     "maximum of", "at the most", "no longer than", "no higher than", "no greater than", "not above",
                     "not exceeding", "no larger than", "not exceed", "never more than", "capped at", "limited to",
                     "no bigger than", "within", "inside", "not over", "no later than", "a ceiling of",
                     "as high as", "as long as",
                     "no older than", "a cap of", "a limit of", "not longer than", "not higher than",
                     "an upper limit of"), "<="),
    **dict.fromkeys(("about", "around", "roughly", "approximately", "some", "nearly", "almost", "close to", "circa",
                     "an estimated", "estimated", "estimated at", "approx", "approx .", "just over", "just under",
                     "just above", "just below", "just more than", "just less than", "just fewer than", "a little over",
                     "a little under", "a little more than", "a little less than", "slightly more than",
                     "slightly less than", "slightly over", "slightly under", "slightly above", "slightly below",
                     "slightly fewer than", "near", "nearing", "approaching", "~", "≈", "c .", "ca .", "ca",
                     "a bit more than", "a bit over", "a bit less than", "a bit under", "virtually", "more or less",
                     "in the region of", "somewhere around", "something like", "just shy of", "shy of", "just short of",
                     "nearer", "closer to", "on the order of", "of the order of", "a shade over", "a shade under",
                     "not far off", "not quite", "in the order of", "well-nigh", "getting on for", "practically",
                     "a fraction over", "a fraction under", "marginally over", "marginally under",
                     "marginally more than", "only just over", "only just under", "thought to be about"), "~"),
    "≥": ">=", "≤": "<=", ">": ">", "<": "<", "exactly": "=", "precisely": "=",
}  # fmt: skip
# "under a 2019 law", "battle over a 2.5% stake", "faster than the two": what follows an article is no limit, unless the
# phrase says so clearly ("at least the 12", "up to a third").
ARTICLES_BETWEEN = words_of("a an the those")
ABOUT_WORDS = words_of("about around roughly approximately nearly almost than")
LIMITS_BEFORE_ARTICLES = words_of("least most to maximum minimum exceeding exceeds exceeded total fewer")
# What may stand between a comparator and its figure: "at least another 20", "more than a total of 5".
BETWEEN_COMPARATOR = words_of("another a an the additional further extra total of those age")
COMPARATORS_AFTER: dict[str, str] = {
    **dict.fromkeys(("or more", "or above", "and above", "and over", "or over", "+", "plus", "or higher", "or greater",
                     "or longer", "or older", "and older", "and up", "and more", "or better", "or later", "at least",
                     "at the least", "upwards", "or upwards", "- plus", "at minimum", "at a minimum"), ">="),
    **dict.fromkeys(("or less", "or fewer", "or under", "or below", "and under", "or lower", "or younger",
                     "and younger", "and below", "or shorter", "at most", "at the most", "at the very most",
                     "or smaller", "at maximum"), "<="),
    **dict.fromkeys(("or so", "or thereabouts", "odd", "- odd", "give or take", "approximately", "roughly"), "~"),
}  # fmt: skip
RANGE_JOINERS = {"between": words_of("and"), "from": words_of("to"), "": words_of("to or – — - −")}
# "over two days" lasts; after these words it is more than two.
LASTING_BEFORE = words_of(
    "for lasted lasting lasts took takes taken spent after aged is was are were been be just well served jailed waited "
    "children people"
)

# "people over 65", "children under three": years of age.
AGE_COMPARATORS = words_of("over under above below")
AGE_PHRASES = frozenset({"younger than", "older than", "no older than", "no younger than"})
AGE_WORDS = words_of("aged age ages")
PEOPLE = words_of(
    "people children child adults adult women woman men man girls girl boys boy bride brides groom users user voters "
    "those anyone everyone someone patients drivers residents pupils students workers employees citizens teenagers "
    "youngsters players refugees migrants passengers customers kids persons victims anybody everybody nobody "
    "them whom mostly all many both households mothers fathers parents minors pensioners applicants members "
    "drinkers smokers viewers readers tenants "
    "offenders prisoners inmates soldiers recruits conscripts males females youths americans britons europeans infants"
)
TURNS_OF_LIFE = words_of("died dies career retired retire married debut life retiring retires death dead")
BEING = words_of("is are was were still")
WHO_IS = frozenset({"who is", "who was", "he is", "he was", "she is", "she was", "i am"})
BECOMING_OLDER = words_of("turn turns turned turning")
# "her grandson, 9, survived"; "the youngest of them 20"
YOUNG_PEOPLE = words_of(
    "son daughter grandson granddaughter boy girl brother sister nephew niece child pupil schoolboy schoolgirl toddler "
    "cousin stepson stepdaughter twins"
)
OLDEST_OR_YOUNGEST = words_of("youngest oldest eldest")
AGE_AT_MOST = 120

# --- change: words that say that something became more, less or other -----------------------------------------------
_CHANGE_WORDS: dict[str, str] = {
    "rise": "rise rises rose risen rising grow grows grew grown growing growth increase increases increased increasing "
            "climb climbs climbed climbing jump jumps jumped jumping surge surges surged surging soar soars soared "
            "soaring up gain gains gained gaining rally rallied rebound rebounded advance advanced advances advancing "
            "raise raises raised raising boost boosts boosted boosting expand expands expanded expanding "
            "expansion leap "
            "leapt leaped uptick upturn strengthen strengthened appreciated widen widened widening swell swelled "
            "accelerated upped added adding adds hike hikes hiked lift lifts lifted improve improved improvement "
            "spiked spike outpaced ballooned swollen mounted lengthen lengthened extend "
            "extended lengthens lengthening extends extending widens swells strengthens accelerates "
            "rebounding addition",
    "fall": "fall falls fell fallen falling drop drops dropped dropping decrease decreases decreased decreasing "
            "decline "
            "declines declined declining slump slumps slumped slumping plunge plunges plunged plunging reduce reduces "
            "reduced reducing reduction reductions cut cuts cutting shrink shrinks shrank shrunk shrinking down lose "
            "loses lost losing loss slip slips slipped slipping slide slides slid sliding tumble tumbled tumbling dip "
            "dips dipped dipping contract contracted contracting contraction sink sinks sank sunk shed sheds shedding "
            "lower lowers lowered lowering trim trimmed trims trimming slash slashed slashes slashing weaken weakened "
            "depreciated narrow narrowed narrowing ease eased easing retreat retreated collapse collapsed "
            "downturn dwindle dwindled dwindles dwindling shortened shorten "
            "shortens shortening narrows weakens slowed slowdown losses discount plummet plummeted plummeting "
            "crashed crash thinned recede receded diminished curtailed",
    "change": "change changes changed changing vary varies varied fluctuated swing swung shift shifted moved adjusted "
              "revised altered differ differs differed difference",
}  # fmt: skip
CHANGES: dict[str, str] = {word: kind for kind, words in _CHANGE_WORDS.items() for word in words.split()}
# Nouns that make the figure before them a change: "a 5% rise", "a 20-cent increase".
CHANGE_NOUNS = words_of(
    "rise increase growth gain jump surge climb boost hike leap expansion uptick fall drop decrease decline "
    "slump plunge "
    "reduction cut loss slip slide tumble dip contraction slowdown downturn change swing shift rises increases gains "
    "falls drops cuts reductions declines decreases losses improvement spike rebound raise upturn collapse discount "
    "jumps addition difference"
)
# Of these only the nouns: a verb before them says what became of the figure.
NOUNS_OF_CHANGE = words_of(
    "growth loss losses expansion contraction reduction reductions increases gains rises declines"
)
# Verbs so often about a change that a figure may follow at once: "rose 5%", "up 3 points".
DIRECT_CHANGES = words_of(
    "rise rises rose risen rising grow grows grew grown growing increase increased increases increasing climb climbed "
    "climbing climbs jump jumped jumps jumping surge surged surging soar soared soaring up gain gained gains gaining "
    "rallied rebounded advanced fall falls fell fallen falling drop dropped drops dropping decrease decreased decline "
    "declined declines declining slump slumped slumps plunge plunged plunging down shrink shrank shrunk slip slipped "
    "slips slipping slide slid tumble tumbled dip dipped contract contracted contracting sank sink lost lose loses "
    "losing shed sheds shedding swung added adds adding eased weakened strengthened expanded plummeted "
    "leapt leaped retreated ballooned spiked appreciated depreciated"
)
# Words behind a figure: "5% more than last year", "3 points lower", "5% up on".
MORE_AFTER: dict[str, str] = {
    **dict.fromkeys(words_in_order(
        "more higher greater larger bigger up extra better warmer hotter dearer longer faster taller heavier older "
        "deeper wider stronger quicker later richer busier costlier"), "rise"),
    **dict.fromkeys(words_in_order(
        "less fewer lower smaller down cheaper worse cooler colder off shorter slower younger lighter poorer weaker "
        "narrower earlier"), "fall"),
}  # fmt: skip
# Behind "than", "below" and "short of" these are a former value, a forecast or a goal of the same thing. Without one
# of them, or a date, two different things are compared, and nothing changed.
YARDSTICKS = words_of(
    "last previous previously before earlier ago usual usually normal normally forecast forecasts forecasters expected "
    "predicted planned plan plans target targets goal record records peak peaks estimate estimates estimated promised "
    "budget budgeted thought expectations projected anticipated intended originally initially announced "
    "agreed hoped levels "
    "then pre-war pre-industrial pre-pandemic pre-crisis yesterday today now"
)
# Alone these say when, where or how old: "two hours later", "dug 3 metres down".
MORE_ONLY_COMPARED = words_of("up down off later earlier older younger")
BEFORE_INFINITIVE = words_of("to will would should must could can may might and which that not")
CAPS = words_of("cap caps capped capping limit limits limited limiting restrict restricts restricted restricting")
# "20 more than on the first night"
TIMES_AFTER_THAN = words_of("on during when under at since it they he she we")
BESIDE_YARDSTICK: dict[str, str] = {
    "below": "fall", "above": "rise", "short of": "fall", "shy of": "fall", "under": "fall", "over": "rise",
    "ahead of": "rise", "beyond": "rise",
}  # fmt: skip
_VERBS_OF_CHANGE = frozenset(CHANGES) - CHANGE_NOUNS - words_of("rising falling growing shrinking added slash")
# Money and things are also lost and added where nothing is compared: "lost half a million records".
LOOSE_VERBS = words_of("lost lose loses losing gained gain gains gaining added adds adding shed sheds")
LOST_MONEY = words_of("loss losses gain gains")
# What a price is for: "gained $3 a barrel".
PRICED_BY = words_of(
    "tonne ton barrel ounce litre gallon kilo kilogram kg bushel pound share megawatt-hour kwh mwh unit"
)
# Of lengths these say how far something moved: "fell 5 metres".
MOVING_VERBS = words_of(
    "jump jumped jumps jumping climb climbed climbing climbs fall fell falls falling drop dropped dropping plunged "
    "plunge dip slid leapt leaped sank sink"
)
PLACES_AND_POINTS = words_of("points point places place spots spot seats seat notches positions")
# "fell below 5%" says where it came to.
LEVEL_COMPARATORS = words_of("below above under well beneath beyond")
BEFORE_UP_OR_DOWN = words_of(", is are was were been went go goes gone going edged ticked still now and")
CHANGE_PREPOSITIONS = words_of("by of with")
# "rose by an average of 5%" says what "rose by 5%" says.
SUMMED_UP = words_of("average total mean median combined")
BETWEEN_CHANGE = words_of(
    "by between a an another further additional about nearly almost sharply slightly again only just also around "
    "some steadily rapidly modestly roughly the extra record still marginally steeply"
)
# "rose from 5 to 10" names two levels, not one span of values.
CHANGE_VERBS = frozenset(CHANGES) | words_of("went go gone double doubled move moves moved came brought took taking")

# Beside an attached "m" that may be metres or millions.
SIZE_WORDS = words_of(
    "tall long wide deep high away above below across thick apart hurdles freestyle relay sprint race final dash "
    "breaststroke backstroke butterfly medley steeplechase"
)
MONEY_AND_SALES = words_of("sales revenue profit cost population audience turnover units copies people to at by")
# "lies under 40 metres of silt" says where, and not less than what.
LYING = words_of("lie lies lay lying buried submerged trapped hidden drowned sunk")
# After these verbs "up" belongs to them, and "to" says where something came: "edged up to 4.1%".
VERBS_BEFORE_UP = words_of(
    "edged edging went go goes gone going moved ticked crept inched pushed pushing brought nudged climbed jumped shot "
    "bumped is was are were came moving shoots creeping ticking rose risen rising"
)
# Points of an index are no percentage points.
POLL_WORDS = (" lead", " ahead", "poll", "rating", "voter", "turnout", "support")
INDEX_WORDS = (
    "index", "nikkei", "dow", "ftse", "dax", "nasdaq", "shares", "stocks", "market", "s&p", "cac", "shed", "average",
)  # fmt: skip
# Before "3-1": a result, not a span of values.
SCORE_WORDS = words_of(
    "won win wins beat beats lost lose score scored scoreline draw drew defeat defeated victory led voted vote passed "
    "rejected approved trounced thrashed leading trailing trailed lead"
)
# Words that a number is tied to by a hyphen and counts: "a three-judge panel".
JOINED_COUNTS = words_of(
    "judge member nation country state seat person man woman party room bedroom storey story page point mile game goal "
    "line word letter digit sentence paragraph volume song track lane engine deck floor vote set "
    "match candidate team strong child family bed car vehicle truck ship city county"
)

# --- the counted thing ----------------------------------------------------------------------------------------------
# A noun never goes beyond these words; many are verbs that follow a bare figure ("12 voted against").
_MORE_STOPS = words_of(
    "rose fell grew hit dropped climbed reached stood voted abstained came went said told took gave has had "
    "having been "
    "being began begin begins start started starts ended end ends include includes included remain remains remained "
    "become becomes receive received seem seems appear appears make makes pay pays paid earn earns live lives lived "
    "belong belongs depend depends account accounts accounted suffer suffered suffers move moved moves want expect "
    "expected expects believe believes believed think thinks say says support supports supported oppose opposes "
    "goes comes lacks wants lies gets keeps takes works uses relies speaks owns holds costs tells knows "
    "anywhere everywhere somewhere contained lacked attended exceeded visited entered featured crossed tested watched "
    "served cited blamed joined passed owned occupied possessed emerged survived escaped scored arrived "
    "opposed back backs backed refuse refused refuses fail failed fails drop drops increase increases decline "
    "declines more less fewer higher lower another others plus minus compared year-on-year respectively million "
    "billion trillion thousand ago apiece aboard abroad elsewhere altogether outright old tall long wide deep high "
    "behind ahead inclusive according including excluding following using making taking giving leaving bringing "
    "shot ran hurt stole threw swam slept ate drank wore tore beat bit blew caught crept dug drew fed forgot hid hung "
    "knelt laid lent rode rang sang sat sought shook slid spun split spread sprang stuck struck swept taught woke "
    "withdrew wept dealt bound due himself herself itself themselves thousands millions hundreds dozens billions tens "
    "putting killing injuring wounding worth led leads down up off"
)
NOUN_STOPS = FUNCTION_WORDS | PAST_WORDS | frozenset(NUMBER_WORDS) | frozenset(SCALES) | _VERBS_OF_CHANGE | _MORE_STOPS
SKIPPED_BEFORE_NOUN = words_of("more other additional further extra such")
DETERMINERS = words_of("the its their his her our my your these those all that this any a an")
IRREGULAR_PLURALS = words_of(
    "people men women children police personnel staff troops cattle sheep fish deer aircraft spacecraft criteria data "
    "media phenomena crises dead refugees teeth feet mice servicemen servicewomen policemen lawmen clergy countrymen "
    "fishermen firemen gunmen businessmen businesswomen spokesmen chairmen craftsmen horsemen grandchildren "
    "schoolchildren "
    "stepchildren policewomen workmen salesmen sportsmen sportswomen congressmen councilmen airmen seamen guardsmen "
    "species series headquarters crossroads offspring alumni bacteria fungi larvae nuclei geese oxen lice salmon trout "
    "shrimp swine poultry crew hovercraft watercraft bison elk moose homeless wounded injured missing others "
    "infantry livestock folk kin analyses hypotheses theses bases diagnoses axes memoranda referenda strata stimuli "
    "businesspeople tradespeople townspeople salespeople spokespeople"
)
SHORT_PLURALS = words_of("men mps ads ids")
NOT_COUNTED_JOINED = words_of("magnitude strong odd plus off way")
KINDS_OF_OWNER = words_of("children's women's men's people's state's")
NOUNS_LIKE_VERBS = words_of("need work use face want show vote back support increase drop decline fall")
ADVERB_ENDING = "ly"
ADJECTIVES_LIKE_STOPS = words_of("old long high deep wide tall live lower higher own left")
NOUNS_LIKE_ADVERBS = words_of("family supply assembly anomaly monopoly italy july butterfly")
# People who are counted by what happened to them: "left 2,300 wounded", but "2,300 were killed and 40 wounded".
CASUALTIES = words_of("wounded injured dead missing homeless jobless hospitalised hospitalized displaced unemployed")
BEFORE_CASUALTIES = words_of("left leaves leaving leave with treated carried evacuated total including are were")
KILLING = words_of("killed died shot hurt hit")
# Before a participle these make an adjective with it: "3,000 well paid jobs".
ADVERBS_OF_PARTICIPLES = words_of("well ill long once badly poorly")
# "4,300 work permits", "12 show trials": kinds of things that elsewhere are verbs.
KINDS_LIKE_VERBS = words_of("work show use support cut lost back face")
NUMBER_OF = ("number of", "total of")

# --- figures that are names: "Article 5", "Boeing 737" --------------------------------------------------------------
LABEL_WORDS = words_of(
    "article articles chapter section sections part parts phase page pages figure fig table title room route highway "
    "boeing airbus flight group channel resolution type level item step question category class round week season "
    "volume vol no nos number act rule clause paragraph para annex appendix line lines gate unit platform stage tier "
    "version apollo iphone windows interstate psalm verse lot exhibit proposition prop amendment grade district ward "
    "lesson area zone model mark top nr § № division case file bill order decree law directive regulation sector "
    "block building reactor engine terminal runway pier hall studio court protocol formula form day episode "
    "motorway road street size seat seats schedule chromosome element isotope uranium carbon vitamin omega bus tram "
    "train squadron brigade regiment battalion well borehole plot station pad launchpad heat lane world-no"
)
PLAIN_LABELS = words_of(
    "article section chapter page paragraph figure table clause annex phase route nos no verse room gate platform "
    "level grade type category round tier lane season episode volume appendix"
)
VERBS_OF_SPEECH = words_of(
    "said says reported reports announced claimed told wrote added showed stated confirmed was is has will had claims"
)
TIME_WORDS = words_of("am pm a.m. p.m. o'clock gmt est edt utc bst cet noon")

# --- ranks ----------------------------------------------------------------------------------------------------------
SUPERLATIVE_ENDING = "est"
NOT_SUPERLATIVES = words_of(
    "est test rest west guest quest chest nest pest vest forest interest request protest harvest arrest invest contest "
    "honest modest manifest conquest inquest priest breast feast beast east northwest southwest midwest latest "
    "bequest digest suggest tempest northeast southeast zest crest jest lest"
)
SUPERLATIVES = words_of("best worst most least last-placed highest-paid best-paid")
RANK_VERBS = words_of(
    "ranked ranks rank ranking placed finished finishing finish came coming comes place places stands stood lies lay "
    "seeded sits sat qualified ended rated"
)
RANKED_BY_JOINING = words_of("member country state nation signatory party")
JOINING_WORDS = words_of("became become becomes becoming join joined joins joining admitted admit accession")
BETWEEN_RANK_VERB = words_of("in into to at from as a an the joint distant only just equal again")
# "the No. 1 producer", "its number one trading partner"
BEFORE_NUMBERED_RANK = words_of("the its a their his her our world")
RANKED_ENDINGS = ("er", "or", "ers", "ors", "ist", "ian")
RANKED_THINGS = words_of(
    "country economy destination market seed choice cause priority party team brand city threat killer"
)
OCCASIONS = words_of("time times occasion half attempt part round phase stage act chapter")
RANK_PLACES = words_of("place places spot position positions rank slot seed")
RANK_FOLLOWERS = words_of(
    "twice again in out of and among behind on with for after , . ; : — – by overall worldwide globally nationally"
)
