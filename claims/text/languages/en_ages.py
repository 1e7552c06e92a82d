"""English word lists for ages and degrees of heat, whose units are left out. Nothing but tables."""

from claims.text.words import words_of

# "people over 65", "children under three": years of age.
AGE_COMPARATORS = words_of("over under above below")
AGE_PHRASES = frozenset({"younger than", "older than", "no older than", "no younger than"})
AGE_WORDS = words_of("aged age ages")
PEOPLE = words_of(
    "people children child adults adult women woman men man girls girl boys boy bride brides groom users user voters "
    "those anyone everyone someone patients drivers residents pupils students workers employees citizens teenagers "
    "youngsters players refugees migrants passengers customers kids persons victims anybody everybody nobody "
    "them whom mostly all many both households mothers fathers parents minors pensioners applicants members "
    "drinkers smokers viewers readers tenants dead injured wounded killed homeless unemployed arrested "
    "detained missing graduates savers buyers survivors deaths "
    "offenders prisoners inmates soldiers recruits conscripts males females youths americans britons europeans infants"
)
# "a child of three"; "a mother of two" has two children.
ONE_PERSON = words_of(
    "child boy girl man woman baby infant toddler teenager youth youngster lad lass pupil student pensioner adult "
    "widow widower bachelor spinster schoolboy schoolgirl"
)
# "boys of 15"; "parties of 15" are counted
SEVERAL_PERSONS = words_of("children boys girls teenagers youths youngsters infants babies toddlers lads pupils")
AGE_AS = frozenset(
    {"as young as", "as old as", "she was only", "he was only", "was just", "she was just", "he was just"}
)
PERSONS = words_of("he she his her they")
EVENTS_OF_LIFE = words_of(
    "school left joined join enlisted enrolled entered married marry wed widowed orphaned divorced born birth began "
    "started apprenticed graduated retired retire emigrated emigrating moved arrived converted ordained elected "
    "appointed crowned qualified debut debuted debuting learned learnt learns learning taught won lost published wrote "
    "composed painted played "
    "scholarship doctorate degree university college academy conservatoire conservatory apprentice career professor "
    "engaged pregnant adopted orphan conscripted drafted signed turned founded quit dropped captain youngest oldest "
    "blind deaf diagnosed inherited succeeded ascended throne killed murdered shot executed jailed imprisoned "
    "arrested abducted kidnapped fled ran swam sang danced scored vote drink drive drinking voting smoking marriage "
    "child son daughter bride groom she he referred admitted operated"
)
# "closed at 16": what stands or trades at a level is no person.
LEVEL_VERBS = words_of(
    "closed close closes closing trades traded trading stood stands standing unchanged steady stable priced valued "
    "estimated set peaked opened opens remained remains put kept held index rate shares stock price prices level "
    "capped limited temperature toll inflation unemployment speed sold sells selling quoted yield yields odds "
    "settled ended finished number count counted total"
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

# Degrees of heat are Celsius unless the sentence says otherwise.
HEAT_WORDS = words_of(
    "temperature temperatures hot hotter hottest warm warmer warmest warming heat heatwave cold colder coldest cool "
    "cooler freezing highs lows daytime thermostat oven ocean "
    "frost frosts thermometer thermometers mercury climate weather fever forecasters sea overnight"
)
OTHER_DEGREES = words_of(
    "fahrenheit angle angles latitude longitude north south tilt tilted slope turn turned master's"
)
