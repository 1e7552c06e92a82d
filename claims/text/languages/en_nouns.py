"""English word lists for what a figure counts: where a noun ends, plurals, owners. Nothing but tables."""

from claims.text.languages.en import FUNCTION_WORDS, NUMBER_WORDS, PAST_WORDS
from claims.text.languages.en_quantities import SCALES, VERBS_OF_CHANGE
from claims.text.words import words_of

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
    "mr mrs ms mx dr apart upfront putting killing injuring wounding worth led leads down up off spilt spilled leaked "
    "come unless whereas lest provided throughout overnight "
    "arrive arrives die dies survives"
)
NOUN_STOPS = FUNCTION_WORDS | PAST_WORDS | frozenset(NUMBER_WORDS) | frozenset(SCALES) | VERBS_OF_CHANGE | _MORE_STOPS
SKIPPED_BEFORE_NOUN = words_of("more fewer less additional further extra")
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
NOUNS_LIKE_VERBS = words_of("pay need work use face want show vote back support increase drop decline fall")
ADVERB_ENDING = "ly"
ADJECTIVES_LIKE_STOPS = words_of(
    "old long high deep wide tall live lower higher own left other such away daily weekly monthly hourly nightly "
    "yearly "
    "earlier later previous consecutive"
)
NOUNS_LIKE_ADVERBS = words_of(
    "family ally bully belly fly jelly lily reply rally tally supply assembly anomaly monopoly italy july butterfly"
)
# People who are counted by what happened to them: "left 2,300 wounded", but "2,300 were killed and 40 wounded".
CASUALTIES = words_of("wounded injured dead missing homeless jobless hospitalised hospitalized displaced unemployed")
BEFORE_CASUALTIES = words_of("left leaves leaving leave with treated carried evacuated total including are were")
KILLING = words_of("killed died shot hurt hit")
# Before a participle these make an adjective with it: "3,000 well paid jobs".
ADVERBS_OF_PARTICIPLES = words_of("well ill long once badly poorly")
# "4,300 work permits", "12 show trials": kinds of things that elsewhere are verbs.
KINDS_LIKE_VERBS = words_of("work show use support cut lost back face account report start move need drop fall hold")
# "three rate cuts", "12 works": behind a count of more than one, a verb would have no -s.
PLURALS_LIKE_VERBS = words_of(
    "increases rises falls cuts drops declines decreases gains jumps slips dips hikes losses slides advances shifts "
    "swings changes shows works uses faces moves needs lives supports backs ends starts hits wins votes ranks raises "
    "boosts costs holds leaps slumps plunges climbs surges lifts reductions retreats collapses contracts"
)
# "six of the injured": adjectives that name people after an article.
NOMINALISED = words_of(
    "injured wounded dead missing homeless killed arrested detained accused convicted displaced sick disabled infected "
    "unemployed jobless elderly poor young poorest richest hungry deceased abducted kidnapped condemned evacuated "
    "rescued hospitalised hospitalized vaccinated unvaccinated indicted acquitted jailed bereaved stranded needy "
    "drowned captured freed"
)
# "one in four Sudanese", "three Swiss": one form for one and for many; "three Chinese banks" goes on.
PEOPLE_ENDING = "ese"
PEOPLES = words_of(
    "british french dutch irish welsh english spanish swiss roma inuit maori rohingya uyghur uighur yazidi hausa "
    "zulu xhosa tamil polish danish swedish finnish turkish scottish iraqi israeli"
) - words_of("polish danish swedish finnish turkish scottish iraqi israeli tamil yazidi")
NUMBER_OF = ("number of", "total of")
# Behind "40% of households" these are what they do, and no head of a longer noun.
VERBS_OF_MANY = words_of(
    "go come stay sit stand run sell buy eat drink play read watch know feel tell see find keep trust hold carry cross "
    "travel arrive survive die rely cycle walk drive speak smoke vote lack fear favour favor approve disapprove agree "
    "disagree report plan intend hope prefer send spend rent skip commute attend produce export import serve follow "
    "leave take get give cast return contain sleep reach meet fall rise own pay earn choose employ borrow owe save "
    "face fail pass lie offer allow cover cost bring draw win lose sign join quit flee resign retire identify "
    "describe consider regard view blame name call consist comprise form speed bear raise breed migrate drown starve "
    "enter turn claim admit recover relapse respond fly swim sail operate generate supply shut open close"
)
PRONOUNS_BEHIND_VERB = words_of(
    "nobody no him them it her himself herself themselves themself itself not that their his its the what how whether "
    "anything nothing everything someone somebody less more too enough"
)
# They end in -ing and are things: "health spending", "two weeks' training".
NOUNS_IN_ING = words_of(
    "spending funding housing training planning shipping farming mining fishing building heating parking lending "
    "borrowing warning meeting hearing reading recording drawing painting dwelling holding opening landing crossing "
    "sitting bargaining wrangling bickering campaigning infighting lobbying polling "
    "clothing bedding packaging lighting cooling advertising marketing banking manufacturing engineering "
    "processing testing screening catering gambling betting policing sentencing schooling teaching nursing counselling "
    "coaching computing broadcasting publishing printing hunting logging dredging drilling trading savings earnings"
)
# "one in nine sports clubs": plurals that say of what kind the next word is.
PLURALS_BEFORE_NOUN = words_of(
    "sports arms goods savings customs sales news women's men's overseas systems operations games mathematics physics "
    "economics politics human resources communications securities futures accounts admissions awards benefits claims "
    "civil care earnings"
)
# "70 poems and letters in Gaelic"
BEHIND_TWO_NOUNS = words_of("in on from at across between who that aged under without")
AUXILIARIES = words_of("is has was does can will would could may might must should had did")
# "six of them girls under ten", "two of them boys from Lund"
BEHIND_APPOSED = words_of("under over aged in from and who with at on or")
# Plurals whose ending is that of a singular elsewhere ("Paris", "crisis"): "four in five Yemenis".
PLURALS_IN_IS = words_of(
    "yemenis somalis iraqis israelis pakistanis bangladeshis kuwaitis omanis qataris saudis emiratis bengalis punjabis "
    "nepalis azerbaijanis kashmiris balochis sindhis gujaratis bahrainis yazidis houthis taxis skis kiwis bikinis "
    "matatus menus gurus emus gnus safaris tsunamis alibis rabbis emojis"
)
# "heads of state": the noun and what it has behind "of" are one term.
TERMS_WITH_OF: dict[str, frozenset[str]] = {
    noun: frozenset(ends.split())
    for nouns, ends in {
        "heads": "state government mission department delegation household households",
        "members": "parliament congress",
        "acts": "parliament war terrorism violence vandalism sabotage worship",
        "points": "order principle law sale",
        "chiefs": "staff police mission",
        "secretaries ministers": "state", "officers": "state", "officials": "state",
        "rules orders codes": "conduct procedure magnitude practice",
        "works": "art fiction literature reference", "places": "worship work interest birth detention",
        "prisoners": "war conscience", "weapons": "war", "ships": "war", "states": "emergency matter",
        "courts": "appeal law", "letters": "credit resignation intent", "rates": "return interest exchange",
        "bodies": "water work", "modes means methods": "transport payment production travel", "ways": "life",
        "people women men girls": "colour color", "causes": "death action", "terms": "office trade",
        "changes": "government ownership", "votes": "confidence", "motions": "confidence censure",
        "bills": "rights lading", "rights": "way", "boards": "directors trustees governors",
        "crimes": "passion", "items": "clothing furniture luggage", "pieces": "legislation furniture",
        "certificates": "origin", "declarations": "war independence interest",
    }.items()
    for noun in nouns.split()
}  # fmt: skip
