"""English verbs that say something without a clause, documents that say, and bodies that answer. Nothing but tables.

The lists were written down from knowledge of the language; none was counted out of a corpus.
"""

from claims.text.words import words_of

# Verbs that assert whatever follows them.
ASSERTING = words_of("accuse warn")
SHOWING = words_of("show suggest indicate reveal demonstrate prove imply signal confirm mean")
# Whatever thing stands behind them is said: "blamed the weather", "denied any link".
# Who is let in: "admitted children to its wards".
LET_IN = words_of("adults boys children girls members men patients people pupils students visitors women")
SAID_OF_THINGS = words_of(
    "accuse blame deny dispute rebut refute contradict urge criticise criticize condemn denounce decry deplore lambast "
    "lambaste castigate berate deride slam liken announce forecast predict recommend promise pledge demand "
    "request report credit project flag attribute ascribe admit acknowledge confirm disclose allege caution "
    "reiterate advocate estimate retract suggest "
    "alleged implore beseech exhort entreat beg"
)
# Rejecting a charge is saying, rejecting a plan is not.
SAID_OF_CLAIMS = words_of("reject dismiss repeat repudiate claim question challenge defend withdraw echo cite reveal")
CLAIMED = words_of(
    "charge charges accusation accusations allegation allegations claim claims criticism criticisms suggestion "
    "suggestions report reports finding findings notion idea assertion assertions argument arguments complaint "
    "complaints statement statements warning warnings concerns fears rumour rumours rumor rumors "
    "responsibility victory figure number "
    "results result polls poll survey surveys credit figures estimate estimates view characterisation "
    "characterization insinuation insinuations"
)
SAID_TO_DO = words_of("ask advise press instruct encourage invite call")
COMMITTING = words_of("claim promise pledge vow propose recommend demand threaten urge")
SAYING_PREPOSITIONS = {
    "call": ("for", "on", "out"), "ask": ("for",), "appeal": ("for", "to"), "plead": ("for", "with"),
    "complain": ("of", "about"), "brag": ("of", "about"), "gloat": ("about", "over"),
    "grumble": ("about", "over"), "warn": ("of", "about", "against"), "boast": ("of", "about"), "hint": ("at",),
    "speak": ("of", "out"), "argue": ("for", "against"), "protest": ("against",), "testify": ("about", "to"),
    "apologise": ("for",), "apologize": ("for",), "tell": ("of",), "write": ("of",), "push": ("for",),
    "lobby": ("for", "against"), "press": ("for",), "insist": ("on",), "point": ("out",), "allude": ("to",),
    "lash": ("at", "against", "out"), "rule": ("out",),
}  # fmt: skip
# "called it absurd", "described her as a liar": a thing and what it is called.
NAMING = words_of("call describe brand dub label characterise characterize portray compare term")
# "by the coach's own account": the account, and the words that may own it.
# Verbs that say something behind their statement only, and never before their speaker: "…, a lobby group counted".
NOT_INVERTED = words_of("count tally decide determine work tot")
# "predicted the move": which move it was is said elsewhere.
FORETELLING = words_of("predict forecast foresee")
# Who is cited, not what: "citing officials", unlike "citing higher costs".
CITED_PEOPLE = words_of(
    "officials official sources source people person witnesses witness experts expert analysts analyst economists "
    "economist scientists scientist researchers researcher lawyers lawyer diplomats diplomat prosecutors police "
    "officers officer staff employees employee workers worker residents resident relatives relative family families "
    "neighbours neighbors doctors doctor nurses nurse ministers insiders executives executive traders trader agencies "
    "media newspapers newspaper broadcaster website investigators investigator authors author spokesman spokeswoman "
    "spokesperson friend friends colleagues aides aide soldiers commanders historians insider adviser advisers "
    "advisor advisors customers clients parents teachers scholars engineers engineer brokers broker outlets outlet"
)
CITED_REASONS = words_of("evidence results accounts images index measures measure records record")
# "the researchers found no difference": who finds, and what is a finding rather than a thing.
FINDERS = words_of(
    "researchers scientists authors team economists astronomers auditors inspectors investigators inquiry board panel "
    "psychologists epidemiologists biologists geologists academics historians archaeologists watchdog ombudsman"
)
FINDINGS = words_of(
    "no little evidence difference link association correlation connection relationship trace sign signs increase "
    "decrease rise fall pattern proof effect benefit"
)
# A clause without "that" does not follow these: "had answered mortar fire", "may recount any district".
NEVER_BARE = words_of("answer recount respond reply count warn continue promise pledge")
# A machine or a letter, not somebody who warns: "its warning unit".
WARNING_THINGS = words_of(
    "unit system sign signs letter label labels light lights shot shots signal siren sirens lamp bell device network "
    "time times level levels notice"
)
# "advise getting less sun"
ADVISING = words_of("advise recommend suggest discourage advocate consider")
# "polls put the two parties level"
LEVEL = words_of("level ahead behind neck")
ACCOUNTS = words_of(
    "account accounts count estimate estimates reckoning admission calculation calculations measure tally"
)
OWNERS = words_of("his her its their my our own")
BEHIND_MADE_KNOWN = words_of("by to from on in this last earlier yesterday today late early")
# "denied entry" and "denied bail" are acts.
NOT_DENIED = words_of("entry access bail permission asylum him them entrance admission parole visas visa planning")
JUDGEMENTS = words_of(
    "cold absurd false wrong true untrue fair unfair safe unsafe late early right weak strong cruel cynical mad empty "
    "good bad great sad dead illegal racist sexist naive premature inadequate obscene insane a-disgrace unjust vague "
    "dangerous misleading disappointing grim bleak harsh crude cheap dear shameful rude brave bold bland dull shallow "
    "misguided flawed rushed botched outdated biased rigged unfounded exaggerated overblown unjustified "
    "unheard-of unfit "
    "undemocratic unconstitutional historic tragic toxic heroic chaotic catastrophic barbaric obsolete immature "
    "corrupt fake bogus sham nonsense rubbish blackmail terrorism genocide irrelevant overdue unwise"
)
JUDGEMENT_ENDINGS = ("able", "ible", "ful", "ous", "ive", "istic", "ical", "less", "ary", "ant", "ent", "ing",
"ified", "sighted", "advised",
                      "judged", "natural", "precedented")  # fmt: skip
DOCUMENTS = words_of(
    "figures data survey surveys poll polls study studies report reports review audit analysis research records record "
    "documents document papers paper footage video videos images image photographs photos pictures minutes filing "
    "filings accounts results letter letters email emails e-mails memo memos census statistics tests transcript "
    "transcripts recording recordings inquiry investigation estimates projections forecasts ledger registry "
    "register logs correspondence cable cables invoices evidence account file files imagery scans x-rays "
    "receipts statement statements dossier autopsy barometer index tally returns analyses "
    "questionnaire simulation simulations"
)
# One of them in the singular behind "the" is somebody who can be asked.
BODIES = words_of(
    "ministry office agency department bank government party company court commission committee council army navy "
    "institute university service authority union association federation watchdog regulator foundation charity mission "
    "embassy parliament senate treasury cabinet board police club league firm group bureau tribunal inspectorate "
    "prosecutor mayor minister president governor ambassador chancellor king queen pope premier senator "
    "operator airline hospital school palace opposition church society organisation organization fund exchange centre "
    "center secretariat registry force corporation administration chief ombudsman coroner defendant"
)
# "put the cat out at 5", "put rates on hold at 5%", "put it up for sale at $5m": no figure is given to anything.
PUT_ELSEWHERE = words_of("up out off away back forward down hold sale front ahead")
