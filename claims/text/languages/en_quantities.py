"""English word lists for figures: scales, fractions, units, comparators, changes, ranks. Nothing but tables."""

from claims.text.words import words_in_order, words_of

# --- numbers --------------------------------------------------------------------------------------------------------
SCALES: dict[str, float] = {
    "hundred": 1e2, "dozen": 12, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "mln": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "trn": 1e12, "mio": 1e6,
    "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
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
# "twice as many", "thrice as long": so many times; "doubled" and "twice what they paid" are no figures.
MULTIPLES: dict[str, float] = {"twice": 2, "thrice": 3}
# "twice as many", "twice as likely"; in "served twice as mayor" nothing is measured.
DEGREES = words_of(
    "many much few little long short high low tall deep wide large big small great heavy strong fast quick slow often "
    "likely far old young rich poor expensive cheap costly common frequent hard bright dense powerful dangerous good "
    "bad hot cold"
)
# What stands between a sum and the same sum in other money: "8 million kwacha (about US$500,000)".
SAME_SUM = words_of(
    "about around roughly some approximately nearly almost or equivalent to worth just over under us"
) | {""}
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
    "opposed lack lacked received cannot can't must should don't didn't won't aren't weren't isn't wasn't "
    "need needed own owned earn earned know knew feel felt trust trusted expect expected fear feared use used "
    "rent smoke plan planned intend described named blamed rejected backed favour favoured saw "
    "below above under short smaller larger bigger cheaper dearer shorter longer slower faster weaker lighter heavier "
    "down up off approve approved disapprove disapproved spend spent get got go went "
    "gave give took take made make left chose choose cited cite kept keep lost"
)
FRACTION_ARTICLES = words_of("a an one")
AFTER_ANOTHER_ONE = words_of("was is has had will did died fled said says remains remained escaped would")
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
                     "no bigger than", "within", "inside", "not over", "no later than", "a ceiling of", "cap of",
                     "ceiling of", "up to and including",
                     "up to a maximum of", "to a maximum of", "up to a total of", "anything up to", "no faster than",
                     "no heavier than", "no taller than", "no wider than", "no deeper than", "at the very most",
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
                     "marginally more than", "only just over", "only just under", "barely", "scarcely",
                     "barely more than", "little more than", "little over", "barely over", "hardly more than",
                     "scarcely more than", "nigh on", "verging on", "bordering on",
                     "fractionally over", "fractionally under", "fractionally more than", "fractionally less than",
                     "narrowly over", "just beyond", "a touch over", "a touch under", "a touch above", "a touch below",
                     "roughly around", "a smidgen over", "a tad over", "a tad under",
                     "a whisker over", "a whisker under", "a hair under", "a hair over", "around about",
                     "in the neighbourhood of", "in the neighborhood of", "in the vicinity of", "perhaps", "maybe",
                     "thought to be about"), "~"),
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
# "less than an hour", "nearly a mile": one of them is a figure behind these.
ONE_COMPARED = frozenset({
    "more than", "less than", "at least", "up to", "at most", "just over", "just under", "almost", "nearly",
    "approximately", "roughly", "barely", "not quite", "fewer than", "close to", "well over", "well under",
})  # fmt: skip
LOOSE_COMPARATORS = words_of("over under about around")
AFTER_POINT_OF_TIME = words_of("ago earlier before later after previously hence")
RANGE_JOINERS = {"between": words_of("and"), "from": words_of("to"), "": words_of("to or – — - −")}
# "over two days" lasts; after these words it is more than two.
LASTING_BEFORE = words_of(
    "for lasted lasting lasts took takes taken spent after aged is was are were been be just well served jailed waited "
    "children people"
)

# --- change: words that say that something became more, less or other -----------------------------------------------
_CHANGE_WORDS: dict[str, str] = {
    "rise": "rise rises rose risen rising grow grows grew grown growing growth increase increases increased increasing "
            "climb climbs climbed climbing jump jumps jumped jumping surge surges surged surging soar soars soared "
            "soaring up gain gains gained gaining rally rallied rebound rebounded advance advanced advances advancing "
            "raise raises raised raising boost boosts boosted boosting expand expands expanded expanding "
            "expansion leap "
            "leapt leaped uptick upturn strengthen strengthened appreciated widen widened widening swell swelled "
            "accelerated upped firmed brightened brightens warmed warms deepened deepens thickened "
            "inflated multiplied heightened buoyed add added adding adds hike hikes hiked lift lifts lifted improve "
            "improved improvement "
            "spiked spike outpaced ballooned swollen mounted lengthen lengthened extend "
            "extended lengthens lengthening extends extending widens swells strengthens accelerates "
            "rebounding addition premium premiums",
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
            "crashed crash thinned recede receded diminished curtailed dimmed dims dulled cooled cools thins "
            "shave shaved shaves shaving knock knocked knocks knocking wipe wiped wipes wiping chopped dented halved "
            "erode eroded erodes recedes lessened abated decelerated devalued downgraded",
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
    "jumps addition difference premium premiums"
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
    "losing shed sheds shedding swung add added adds adding eased weakened strengthened expanded plummeted "
    "leapt leaped retreated ballooned spiked appreciated depreciated widened widens widening narrowed narrows "
    "narrowing improved improves improving accelerated accelerates swelled swelling swells slowed expands expanding "
    "plummeting advancing rallies rebounds firmed weakens strengthens eases easing spiking"
)
# Words behind a figure: "5% more than last year", "3 points lower", "5% up on".
MORE_AFTER: dict[str, str] = {
    **dict.fromkeys(words_in_order(
        "more higher greater larger bigger up extra better warmer hotter dearer longer faster taller heavier older "
        "deeper wider stronger quicker later richer busier costlier wetter "
        "windier sunnier louder steeper brighter"), "rise"),
    **dict.fromkeys(words_in_order(
        "less fewer lower smaller down cheaper worse cooler colder off shorter slower younger lighter poorer weaker "
        "narrower earlier drier quieter dimmer"), "fall"),
}  # fmt: skip
BEFORE_VOTES = words_of("on at with has had have is was got polled scored stood stands")
SIZES_AFTER = words_of("wide long deep high tall thick across")
LASTING_WORDS = words_of(
    "for lasted lasts lasting sleep sleeps slept sleeping work works worked wait waited waits took takes spent served"
)
OPENS_PART = words_of("this last next in on for at today now yesterday then among under by")
# "six months … the judge gave her nine"
GIVING = words_of("gave gives given give handed got gets received receives")
HEARERS = words_of("him her them each me us")
# "four years, two of them suspended"
SERVED = words_of("suspended served spent in on as at under conditional")
# "a profit of 18 million", where money was named before
MONEY_TOPICS = words_of(
    "profit profits loss losses revenue revenues sales turnover debt debts deficit surplus budget cost costs income "
    "fine fines loan loans bill price investment spending earnings dividend grant grants fee fees value damages"
)
NOT_IN_MONEY = words_of("population people country nation users customers viewers views copies inhabitants residents")
# "64 per cent for and 29 against"
VOTED = words_of("for against opposed undecided unsure disagreed")
# Alone these say when, where or how old: "two hours later", "dug 3 metres down".
MORE_ONLY_COMPARED = words_of("up down off later earlier older younger")
BEFORE_INFINITIVE = words_of("to will would should must could can may might and which that not")
# "planning rules limit a tower to 60 metres"
BEFORE_CAPS = BEFORE_INFINITIVE | words_of(
    "rules laws regulations law act bill deal treaty plan order directive contract agreement government it they we "
    "ministers statute statutes ordinance charter guidelines conditions bylaws by-laws permit permits"
)
# "a lead over two rivals" is no more than two.
WON_OVER = words_of(
    "lead leads win wins victory victories triumph advantage edge dispute row clash fears concerns "
    "keeled tipped flipped rolled knocked toppled handed hand handing"
)
CAPS = words_of("cap caps capped capping limit limits limited limiting restrict restricts restricted restricting")
# "the number of dead passed 73,000"
PASSING = words_of("passed passes passing crossed crosses crossing tops")
COUNTED_LEVELS = words_of(
    "number total toll count tally population turnover sales price prices debt cost costs level levels temperature "
    "temperatures rate index value revenue deaths cases figure membership circulation attendance"
)
# "the level has dropped 14 metres": what stands higher or lower and does not move along.
LEVELS_IN_LENGTHS = words_of("level levels water sea river lake reservoir table groundwater tide")
VERBS_OF_CHANGE = frozenset(CHANGES) - CHANGE_NOUNS - words_of("rising falling growing shrinking added slash")
# Money and things are also lost and added where nothing is compared: "lost half a million records".
LOOSE_VERBS = words_of("lost lose loses losing gained gain gains gaining add added adds adding shed sheds")
LOST_MONEY = words_of("loss losses gain gains premium premiums")
# "lost 6.5 kg": what people weigh; grain that is lost has a noun behind it.
WEIGHTS = words_of("kg lb g ounce stone")
ADDING = words_of("add adds added adding gain gains gained lose loses lost losing shed sheds cut cuts")
# "a 3-day fall" lasts, and does not become less.
LASTING_CHANGES = words_of(
    "rise fall drop gain loss decline slump surge jump slide rises falls drops gains losses declines swing climb "
    "growth increase decrease contraction"
)
# "hold the increase in temperature below 2 degrees"
HOLDING = words_of("hold holds held holding keep keeps kept keeping limit limits limited limiting restrict")
# "has lost a third of its value" says how it changed, "lost a third of their crop" what was lost.
SIZES = words_of(
    "value lead weight volume mass population income revenue revenues turnover sales support membership audience "
    "readership workforce strength power area size length height width depth thickness speed capacity output "
    "popularity share majority circulation traffic customers market-cap price worth momentum funding budget earnings "
    "profit profits wealth savings followers subscribers users passengers staff members inhabitants residents readers "
    "viewers seats votes voters jobs troops ice surface coverage density intensity ground territory"
) - words_of("jobs troops staff customers territory ground seats votes members users passengers voters")
# "which make up a tenth of turnover" says what share it is.
MAKING = words_of("make makes made making take takes took taken taking eat eats ate using used buy bought snap snapped")
# What a price is for: "gained $3 a barrel".
PRICED_BY = words_of(
    "tonne ton barrel ounce litre gallon kilo kilogram kg bushel pound share megawatt-hour kwh mwh unit"
)
# Of lengths these say how far something moved: "fell 5 metres".
MOVING_VERBS = words_of(
    "jump jumped jumps jumping climb climbed climbing climbs fall fell falls falling drop dropped dropping plunged "
    "plunge dip slid leapt leaped sank sink advance advanced advances advancing retreat retreated retreats retreating "
    "slip slipped slide slides plunging sinking leaping tumbled tumble surged narrowed widened "
    "widens narrows widening narrowing"
)
PLACES_AND_POINTS = words_of("points point places place spots spot seats seat notches positions")
# "fell below 5%" says where it came to.
LEVEL_COMPARATORS = words_of("below above under well beneath beyond")
BEFORE_UP_OR_DOWN = words_of(
    ", but or also is are was were been went go goes gone going edged ticked still now and nudged nudging crept "
    "creeping "
    "inched inching drifted drifting moved moving ticking edging came come crawled jumped bumped pushed sent"
)
CHANGE_PREPOSITIONS = words_of("by of with")
# "rose by an average of 5%" says what "rose by 5%" says.
SUMMED_UP = words_of("average total mean median combined")
BETWEEN_CHANGE = words_of(
    "by between a an another further additional about nearly almost sharply slightly again only just also around "
    "some steadily rapidly modestly roughly the extra record still marginally steeply mere full whopping hefty modest "
    "solid staggering stunning healthy meagre paltry steep massive cumulative net whole maximum minimum tiny scant "
    "small large huge big sharp steady slight overall respectable adjusted annualised annualized cool real"
)
# "rose from 5 to 10" names two levels, not one span of values.
CHANGE_VERBS = frozenset(CHANGES) | words_of("went go gone double doubled move moves moved came brought took taking")

# "nearly 2m have fled": who does something is counted.
PLURAL_AUXILIARIES = words_of("have are were live lack need will could would may might do don't aren't haven't remain")
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
POLL_WORDS = (" lead", " ahead", "margin of error", "poll", "rating", "voter", "turnout", "support")
INDEX_WORDS = (
    "index", "nikkei", "dow jones", "the dow ", "ftse", "dax", "nasdaq", "shares", "stocks", "market",
    "s&p", "cac", "shed", "average",
)  # fmt: skip
# Before "3-1": a result, not a span of values.
SCORE_WORDS = words_of(
    "won win wins beat beats lost lose score scored scoreline draw drew defeat defeated victory led voted vote passed "
    "rejected approved trounced thrashed leading trailing trailed lead"
)
SCORE_NOUNS = words_of(
    "win victory defeat loss draw tie vote decision ruling majority scoreline score aggregate thrashing lead deficit "
    "triumph rout judgment judgement verdict split shoot-out shootout party-line stalemate"
)
# "one-party rule", "a one-man show"
NOT_JOINED_TO_ONE = words_of("man woman person party nation country state line match strong word family set team")
# Words that a number is tied to by a hyphen and counts: "a three-judge panel".
JOINED_COUNTS = words_of(
    "test leg race lap stage wicket try run shot part player inning "
    "judge member nation country state seat person man woman party room bedroom storey story page point mile game goal "
    "line word letter digit sentence paragraph volume song track lane engine deck floor vote set "
    "match candidate team strong child family bed car vehicle truck ship city county"
)

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
# "left home at 6.15", "to start at nine": clock times; "closed at 6.15" is a level.
BEFORE_CLOCK = words_of("at until till by from around before after about")
TIMED_VERBS = words_of(
    "leave leaves left leaving start starts started starting begin begins began open opens opened home arrive arrives "
    "arrived work train bus flight shift departs departed depart wake wakes woke rise rises rose sunrise sunset sun "
    "kick-off "
    "kicks kick breakfast lunch dinner doors school morning evening night ended ends finish finishes finished meeting "
    "news"
)
LEVELS_NOT_CLOCK = words_of(
    "closed close traded trading stood price prices shares index rate yield priced valued euro dollar"
)
STARTING_TIMES = words_of(
    "ended ends start starts begin begins open opens arrive arrives leave leaves sharp doors kick-off finish finishes"
)
# "net zero", "ground zero", "patient zero"
BEFORE_ZERO = words_of("net ground patient absolute sub")
# "a total of one", "the last one month", "the only one"
NOT_BEFORE_PRONOUN = words_of("last past next first of but only for under over than least number final")
TIME_WORDS = words_of("am pm a.m. p.m. o'clock gmt est edt utc bst cet noon")
