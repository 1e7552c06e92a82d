"""English word lists: numbers, dates, negation, attribution, names and check-worthiness. Nothing but tables."""

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
ARTICLES = words_of("a an one")

# --- words that carry no meaning of their own: no name and no counted thing goes beyond them ------------------------
FUNCTION_WORDS = words_of(
    "a an the this that these those and or but nor if then than so as at by for from in into of off on onto out over "
    "per since through to toward towards under until up upon via with within without about above across after against "
    "along among amid around before behind below beneath beside besides between beyond despite down during except "
    "inside like near outside past versus vs is are was were be been being am has have had having do does did will "
    "would shall should can could may might must not no yes it its he she they we you i him her his hers their theirs "
    "them us our ours your my me who whom whose which what when where why how there here all any both each every few "
    "many most much neither none only own same some such too very just also even still already again ever never now "
    "however therefore thus because while although though whether yet once later earlier ago alone together worldwide "
    "nationwide today yesterday tomorrow respectively overall annually monthly daily weekly least last next "
    "remain remained became become says said say told went came made took got gave saw left won lost died fled "
    "voted signed joined ratified hit rose fell grew dropped according compared including instead long tall high "
    "wide deep old away live lives lived work works worked need needs needed want wants wanted face faces faced "
    "receive received use used uses show shows showed killed wounded injured arrested displaced"
)

# --- dates ----------------------------------------------------------------------------------------------------------
MONTHS: dict[str, int] = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7,
    "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS: dict[str, int] = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip

# --- negation -------------------------------------------------------------------------------------------------------
# Read before the cues: these only look like negation.
NOT_NEGATIONS = (
    "not only", "not just", "not merely", "not simply", "not solely", "no doubt", "no less than", "no fewer than",
    "no more than", "no later than", "no earlier than", "no less", "not less than", "not fewer than", "not more than",
    "no higher than", "no lower than", "no larger than", "no smaller than", "not to exceed",
    "not exceeding", "no greater than",
    "no longer than", "no older than", "no younger than", "no earlier than", "no bigger than", "not to mention",
    "no shorter than", "no heavier than", "no further than", "no farther than", "not later than", "not earlier than",
    "not longer than", "not higher than", "not lower than", "not greater than",
    "whether or not", "if not", "not to mention", "no sooner", "no wonder", "not least", "no matter", "why not",
    "nothing less than", "nothing short of", "if only", "none other than", "second to none", "no man's land",
    "not-for-profit", "none the less", "never mind", "without doubt", "only too", "nothing if not", "or not",
)  # fmt: skip
NEGATIONS = (
    "neither", "nor", "not", "n't", "cannot", "no", "never", "none", "no one", "no-one", "nobody", "nothing",
    "nowhere", "without", "failed to", "fails to", "fail to", "failing to", "refused to", "refuses to", "refuse to",
    "refusing to", "declined to", "declines to", "no longer",
)  # fmt: skip
EXCEPTIONS = (
    "except", "except for", "except from", "excepting", "excluding", "apart from", "aside from", "other than",
    "save for", "barring", "with the exception of", "with the exclusion of",
)  # fmt: skip
EXCLUSIVES = (
    "only", "solely", "sole", "exclusively", "nothing but", "none but", "nobody but", "no one but",
)  # fmt: skip
# "all but two" leaves two out; "all but impossible" means nearly.
AFTER_ALL_BUT = words_of(
    "the one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred half those these its his her "
    "their our some few several most essential emergency minor basic urgent"
)
AFTER_ALL_BUT_A = words_of("few handful couple dozen small tiny third quarter fraction single minority hundred")
# "in Kyiv alone", "last year alone": a name, a figure or one of these stands before it.
BEFORE_ALONE = words_of(
    "year month week day quarter weekend night city country region capital province state county district town "
    "island sector industry january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter half he she they we i"
)
NOT_BEFORE_ALONE = words_of(
    "live lives act acts work works stand stands stood travel travels go goes went fight fights fought die dies let "
    "leave leaves left be is was are were am feel feels felt sit sits sat walk walks home all quite not sleep sleeps "
    "slept run runs ran come comes came sail sails fly flies flew it him her them me us you himself herself and or "
    "more far still almost entirely utterly completely very too so being been have has had do does did eat ate"
)
PRONOUNS_BEFORE_ALONE = words_of("it you that this these those he she they we i")
AFTER_ALONE = (
    " has ", " have ", " had ", " is ", " are ", " was ", " were ", " can ", " could ", " will ", " would ", " did ",
    " does ", " may ", " might ", " should ", " must ", " account", " made ", " cost ", " costs ", " employs ",
)  # fmt: skip
AFTER_LONELY = (" in ", " with ", " at ", " on ", " against ", " together ", " through ", " for ", " to ", " by ")

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
ATTRIBUTION_PHRASES = ("according to", "as per", "in the words of", "citing", "quoting", "attributed to")
LEADING_ADVERBS = words_of(
    "however meanwhile also but and yet still moreover furthermore separately additionally later earlier then thus "
    "instead nevertheless nonetheless similarly previously finally today yesterday tonight so indeed recently now as"
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
    "city county province region state sea ocean lake island islands mountain mountains bay gulf strait district "
    "oblast peninsula republic kingdom desert valley coast basin delta"
)
PERSON_TITLES = words_of(
    "president minister chancellor senator sen. sen governor gov. gov congressman congresswoman rep. rep mr mr. mrs "
    "mrs. ms ms. dr dr. professor prof. prof general gen. gen colonel col. col captain lieutenant sergeant judge "
    "justice secretary ambassador king queen prince princess pope "
    "sir lord lady mayor chairman director spokesman spokeswoman "
    "spokesperson commander admiral premier lawmaker analyst journalist author actor singer coach leader"
)
# "Sam", "Kim", "Jean" and "Ashley" stand in both.
MENS_NAMES = words_of(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark "
    "donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary "
    "nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond "
    "patrick jack dennis jerry ashley joe barack bernie bill boris keir rishi olaf emmanuel jens antonio vladimir "
    "volodymyr oleksandr andriy dmytro sergei sergey dmitry alexei mykola petro viktor tim mike jim tom ben sam "
    "ted marco angus pierre jean luis carlos jose juan ali mohammed muhammad ahmed hassan xi narendra kim"
)
WOMENS_NAMES = words_of(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret betty sandra ashley "
    "dorothy kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia "
    "kathleen amy angela anna emma olivia sophie maria hillary theresa ursula olena yulia iryna oksana kamala nikki "
    "sam jean kim giorgia"
)
FIRST_NAMES = MENS_NAMES | WOMENS_NAMES
MENS_TITLES = words_of("mr mr. sir lord king prince pope")
WOMENS_TITLES = words_of("mrs mrs. ms ms. lady queen princess")
# Beside one of these in a sentence a later "he" or "she" may mean two people.
PERSON_WORDS = PERSON_TITLES | words_of(
    "man men woman women boy girl child person people wife husband mother father son daughter brother sister partner "
    "friend colleague rival opponent successor predecessor lawyer attorney aide adviser advisor deputy doctor nurse "
    "teacher official officer soldier worker driver voter candidate leader critic ally boss owner founder head chief "
    "executive reporter prosecutor witness suspect victim gunman player fan neighbour neighbor widow widower spokesman "
    "who whom whose he she him her his"
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
# "We should note that", "it must be remembered that": what follows is told, not wished for.
NOTING = r"\b(?:let us|let's|(?:we|it) (?:should|must|ought to)|i should) (?:also |not |never )?(?:be )?" \
    r"(?:note|noted|remember|remembered|recall|recalled|forget|forgotten|say|said|add|added|clear)\b"  # fmt: skip
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
# "It is hard to", "It was the storm that": nothing is meant by this "it".
IMPERSONAL_MARKERS = (
    r"it (?:is|was|has been|will be|would be) (?:[\w-]+ ){1,5}(?:that|to|for)\b",
    r"it (?:takes|took|seems|seemed|appears|appeared|rains|rained|snowed|follows|emerged|turned)\b",
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
    "began met paid spent sent held led fought built bought sold found kept hit cut put set spoke wrote broke "
    "chose drove flew fled rejected stood"
)
SUPERLATIVES = words_of(
    "largest biggest smallest highest lowest oldest youngest richest poorest fastest longest worst best top leading"
)
BOILERPLATE_PHRASES = ("all rights reserved", "skip to content", "click here", "image credit", "photo:")
# In a whole sentence that tells what was done, or how many, these are what it tells of: "Google changed its privacy
# policy in 2012."
LIKELY_BOILERPLATE_PHRASES = (
    "sign up", "subscribe", "read more", "follow us", "cookie", "cookies", "newsletter", "newsletters", "terms of use",
    "privacy policy", "share this", "copyright", "related articles", "getty images", "log in", "contact us", "see also",
    "in this photo",
)  # fmt: skip
# Who reads a sentence that begins so is asked to do something.
BOILERPLATE_STARTS = (
    "sign up", "subscribe", "read more", "read next", "follow us", "click here", "share this", "join our", "join us",
    "write to us", "email us", "contact us", "get in touch", "support our", "register for", "register now", "log in",
    "download our", "listen to our", "watch our", "see also", "more on this story", "have your say", "tell us",
)  # fmt: skip
VAGUE_STARTS = words_of("this that it these those he she they")
VERB_WORDS = words_of(
    "is are was were be been has have had do does did will would can could may might must shall should says say said "
    "became become remains remain makes make made gives gave takes took goes went comes came gets got shows show "
    "lose loses lost means mean needs need wants want know knows think thinks uses use contains contain costs cost "
    "includes include stands stood lies lay rose fell grew won held led met left kept told found paid sent built bans "
    "ban prohibits prohibit requires require allows allow accounts account causes cause kills kill leads lead supports "
    "support spends spend spent earns earn produces produce exports export imports import sells sell buys buy owns own"
)
