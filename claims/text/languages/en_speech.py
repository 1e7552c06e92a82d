"""English words of saying, thinking, wanting and showing, and what may follow them. Nothing but tables.

The lists were written down from knowledge of the language; a corpus that may not be trained on was read for the
constructions that matter, and no list was counted out of one.
"""

from claims.text.words import words_in_order, words_of

# --- verbs ----------------------------------------------------------------------------------------------------------
# What may follow a verb: c a clause ("that", "whether", or bare), b a clause only behind "that" or a question word,
# q a quotation, n a thing, t "to" and a verb, g a verb in -ing, r a hearer first ("told Reuters that"), o an object
# first that belongs to what is said ("asked her to go"), i nothing at all when a statement stands before it.
# Belief, not speech: B.
_VERBS = (
    ("cqi", "say state declare announce assert claim contend argue insist maintain note observe remark add reply "
            "respond answer explain report testify concede admit acknowledge confess confirm affirm reaffirm reiterate "
            "stress emphasize emphasise assert allege predict warn caution boast brag quip joke complain lament "
            "exclaim aver attest opine proclaim profess recall reason recount surmise speculate theorize theorise "
            "conclude continue conjecture counter retort muse marvel assure gripe grumble protest bemoan rejoin "
            "elaborate volunteer jeer gloat crow grouse grumble wail "
            "estimate calculate compute forecast project hypothesize posit postulate clarify "
            "interject divulge gush enthuse"),
    ("qi", "count tally decide determine jeer crow splutter sputter sob wail"),
    ("cqin", "write tweet retweet repeat suggest deny declare mention stress emphasize emphasise underscore "
             "acknowledge confirm admit announce claim allege explain predict recall recommend propose promise pledge "
             "vow imply indicate signal reveal disclose dispute proclaim reiterate reaffirm concede advocate foresee "
             "recount anticipate forecast lament stipulate rule underline"),
    ("qi", "shout yell scream cry whisper mutter murmur chant sigh snap deadpan intone croon bellow roar scoff "
           "sneer sniff fume rant thunder chuckle crow chirp begin conclude blurt drawl growl grunt groan hiss moan "
           "echo mumble stammer stutter holler implore prod comment tease taunt laugh text email blog post chide bark"),
    ("gn", "report"),
    ("g", "advise recommend suggest discourage"),
    ("cqri", "tell inform notify remind assure reassure advise warn inform apprise caution promise tip text email"),
    ("cqro", "ask beg implore plead request demand"),
    ("tgn", "demand request threaten offer propose suggest promise pledge vow volunteer consider recommend advocate"),
    ("o", "ask urge order command direct instruct beg implore encourage advise invite press persuade convince "
          "remind warn task entreat exhort counsel prod challenge dare call"),
    ("Bcqi", "think believe feel guess suspect presume suppose reckon figure fear hope imagine"),
    ("Bcn", "know understand realize realise recognize recognise assume doubt expect anticipate regret "
            "suspect envision envisage foresee"),
    ("Bc", "worry wish remember forget agree disagree trust bet decide determine learn discover hear fret "
           "resolve swear gather rejoice"),
    ("Bbn", "consider regard view deem judge remember appreciate"),
    ("Bbqc", "wonder inquire enquire query"),
    ("Btn", "want plan intend seek prefer desire hope expect wish aim crave covet like love hate dislike detest "
            "despise loathe resent fear distrust mistrust favor favour"),
    ("t", "refuse decline"),
    ("t", "claim profess purport"),
    ("qi", "read"),
    ("ci", "hold"),
    ("s", "see treat paint cast"),
    ("Bt", "decide agree choose opt vow swear resolve yearn long"),
    ("n",
    "attribute ascribe flag project accuse blame criticize criticise condemn denounce attack slam blast rip bash "
    "mock ridicule insult praise "
          "laud applaud commend hail welcome endorse support oppose reject defend decry deride lambast lambaste assail "
          "chastise rebuke scold chide castigate berate disparage disavow repudiate challenge question deplore approve "
          "admire respect thank congratulate compliment describe characterize characterise portray depict label brand "
          "dub discuss debate cite quote tout champion espouse embrace censure malign vilify belittle scorn taunt "
          "lampoon pillory excoriate skewer savage hammer refute rebut contradict dismiss condone extol extoll salute "
          "protest exaggerate invoke interpret explain detail outline address propose promote publicize publicise back "
          "urge call criticise reveal disclose threaten invite blast echo highlight downplay reference frame present "
          "portray liken compare equate link tie target knock needle rebuff spurn shun snub renounce disown adopt "
          "confront debunk trash smear discredit undermine flatter preach veto honor honour celebrate mourn unveil "
          "publish mention credit fault cheer envy tolerate ignore overlook misstate distort mischaracterize "
          "misrepresent chronicle summarize summarise recap analyze analyse assess evaluate examine investigate probe "
          "review uncover expose detect witness predict prioritize prioritise negotiate mull weigh ponder contemplate "
          "rethink reconsider notice sense perceive forgive pity pitch hype vet eye woo second-guess "
          "double-check shrug recite sketch float moot table draft offer tackle revisit enjoy trust cherish value "
          "idolize idolise revere worship dread"),
    ("ci", "show find suggest indicate reveal"),
    ("cn", "show reveal indicate suggest demonstrate prove imply signal"),
    ("b", "see note read mean establish ask question challenge explain discuss debate describe outline detail"),
)  # fmt: skip
_DOUBLING = words_of(
    "tot admit quip beg rip slam plan rebut snap brag refer tip dub blog prod prefer concur regret shrug"
)
_IRREGULAR = {
    "say": "says said said saying", "tell": "tells told told telling", "think": "thinks thought thought thinking",
    "write": "writes wrote written writing", "know": "knows knew known knowing", "feel": "feels felt felt feeling",
    "find": "finds found found finding", "hear": "hears heard heard hearing", "see": "sees saw seen seeing",
    "speak": "speaks spoke spoken speaking", "mean": "means meant meant meaning",
    "understand": "understands understood understood understanding", "swear": "swears swore sworn swearing",
    "forget": "forgets forgot forgotten forgetting", "show": "shows showed shown showing",
    "choose": "chooses chose chosen choosing", "seek": "seeks sought sought seeking",
    "begin": "begins began begun beginning", "foresee": "foresees foresaw foreseen foreseeing",
    "read": "reads read read reading", "bet": "bets bet bet betting",
    "forecast": "forecasts forecast forecast forecasting", "cast": "casts cast cast casting",
    "make": "makes made made making", "hold": "holds held held holding",
    "fight": "fights fought fought fighting", "lie": "lies lied lied lying",
    "put": "puts put put putting",
}  # fmt: skip


def forms_of(lemma: str) -> tuple[str, str, str, str, str]:
    """The base, the form in -s, the past, the participle and the form in -ing of an English verb."""
    if lemma in _IRREGULAR:
        present, past, participle, going = _IRREGULAR[lemma].split()
        return lemma, present, past, participle, going
    stem = lemma + lemma[-1] if lemma in _DOUBLING else lemma
    if lemma.endswith("e"):
        return lemma, lemma + "s", lemma + "d", lemma + "d", lemma.removesuffix("e") + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"
    present = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return lemma, present, stem + "ed", stem + "ed", stem + "ing"


# Forms as they are written on the other side of the sea; what form of the verb each one is.
OTHER_SPELLINGS = {
    **{lemma + "led": (lemma, ("past", "participle")) for lemma in ("signal", "label", "counsel", "marvel")},
    **{lemma + "ling": (lemma, ("going",)) for lemma in ("signal", "label", "counsel", "marvel")},
    "learnt": ("learn", ("past", "participle")),
}


def _all_verbs() -> dict[str, str]:
    """Every lemma with all that may follow it."""
    follows: dict[str, str] = {}
    for kinds, lemmas in _VERBS:
        for lemma in words_in_order(lemmas):
            follows[lemma] = "".join(sorted({*follows.get(lemma, ""), *kinds}))
    return follows


VERBS = _all_verbs()
# The prepositions that make a statement of a verb: "called for", "talked about".
_PREPOSITIONAL = (
    ("about", "talk speak complain comment boast brag warn joke worry care wonder think know hear learn dream say "
              "write tweet testify lie fret gripe speculate tell muse opine rant fume rave gush gloat forget obsess "
              "grumble inquire ask debate preach lecture"),
    ("of", "talk speak warn boast brag think know hear learn dream approve disapprove complain remind accuse say write "
           "conceive"),
    ("on", "comment call insist elaborate reflect focus dwell touch opine remark agree plan speculate decide expound "
           "harp sour lecture"),
    ("for", "argue call push press lobby apologize apologise ask beg plead campaign advocate hope long wish yearn "
            "clamor vouch cheer root stump stand fight appeal"),
    ("against", "argue speak warn lobby campaign protest rail inveigh testify crusade decide caution"),
    ("to", "refer object respond reply agree allude point confess admit react subscribe testify apologize appeal "
           "listen consent"),
    ("with", "agree disagree concur quarrel sympathize sympathise plead grapple wrestle differ"),
    ("at", "hint sneer scoff fume laugh bristle chafe balk cringe marvel seethe bark lash"),
    ("over", "fret gush gloat seethe obsess stew gloss"),
    ("in", "believe"), ("out", "point lash figure"), ("from", "hear dissent"), ("by", "swear"), ("into", "inquire"),
    ("off", "shrug laugh"),
)  # fmt: skip


def _all_prepositions() -> dict[str, frozenset[str]]:
    """Every lemma with the prepositions that make a statement of it."""
    taken: dict[str, set[str]] = {}
    for preposition, lemmas in _PREPOSITIONAL:
        for lemma in words_in_order(lemmas):
            taken.setdefault(lemma, set()).add(preposition)
    return {lemma: frozenset(prepositions) for lemma, prepositions in taken.items()}


VERB_PREPOSITIONS = _all_prepositions()
# Words that go with a verb and belong to the cue: "pointed out", "lashed out at".
PARTICLES: dict[str, tuple[str, ...]] = {
    "point": ("out",), "call": ("out",), "lash": ("out at", "out against"),
    "speak": ("out against", "out about", "out"),
    "shout": ("out",), "cry": ("out",), "weigh": ("in on",), "make": ("clear", "it clear", "the case"),
    "figure": ("out",), "blurt": ("out",), "rule": ("out",), "spell": ("out",), "lay": ("out",), "chime": ("in",),
    "yell": ("out",), "find": ("out",), "fire": ("back at", "back"), "hit": ("back at", "back"),
    "shoot": ("back",), "push": ("back against", "back on"), "put": ("it",), "sum": ("up",), "set": ("out",),
    "read": ("aloud",), "single": ("out",), "brush": ("off", "aside"), "look": ("forward to",), "back": ("up",),
    "write": ("back", "off"), "work": ("out",), "tot": ("up",),
}  # fmt: skip
# Particle verbs that say something only with their particle.
PARTICLE_VERBS = {
    "put": "qi", "make": "cq", "point": "cqin", "chime": "q", "lay": "n", "spell": "n", "fire": "q",
    "hit": "q", "shoot": "q",
    "work": "qi", "tot": "qi",
    "single": "n", "brush": "n", "set": "n", "sum": "q", "weigh": "", "lash": "", "speak": "", "push": "", "look": "",
}  # fmt: skip
# "went on to say", "declined to say": they stand before "to" and a verb of saying and belong to its cue.
CATENATIVES = words_of(
    "went goes go going gone continued continues continue began begins begin started starts start seemed seems seem "
    "appeared appears appear failed fails fail tried tries try trying tends tended tend came comes proceeded proceeds "
    "used had has have happened managed rushed took ought supposed paused"
)
# --- nouns of saying: what follows them makes them a cue ------------------------------------------------------------
THAT_NOUNS = words_of(
    "claim claims allegation allegations accusation accusations assertion assertions argument arguments statement "
    "statements belief beliefs view views opinion opinions promise promises pledge pledges vow vows warning warnings "
    "threat threats suggestion suggestions announcement report reports complaint complaints denial denials admission "
    "confession speculation rumor rumors rumour rumours revelation revelations testimony insistence contention notion "
    "idea feeling hope hopes fear fears concern concerns worry worries doubt doubts suspicion suspicions conclusion "
    "acknowledgment acknowledgement assurance assurances prediction predictions confidence conviction impression "
    "perception assumption assumptions theory charge charges evidence indication indications sign signs declaration "
    "comment comments remark remarks demand demands recommendation proof"
)
OF_NOUNS: dict[str, frozenset[str]] = {
    **dict.fromkeys(words_in_order("criticism criticisms condemnation denunciation endorsement rejection description "
                                   "characterization characterisation portrayal depiction accusation accusations "
                                   "allegation allegations admission denial mockery approval disapproval "
                                   "acknowledgment warning warnings interpretation view views opinion mention fear "
                                   "fears promise promises talk memories knowledge understanding accounts "
                                   "account"), words_of("of")),
    **dict.fromkeys(words_in_order("support praise call calls demand demands plan plans proposal proposals blueprint "
                                   "preference apology disdain contempt admiration respect love "
                                   "vision"), words_of("for")),
    **dict.fromkeys(words_in_order("attack attacks assault assaults comment comments remark remarks position positions "
                                   "stance stances views opinion statement statements opinions"), words_of("on about")),
    **dict.fromkeys(words_in_order("opposition objection objections response reaction reference references commitment "
                                   "reply answer resistance"), words_of("to")),
    **dict.fromkeys(words_in_order("concern concerns doubt doubts question questions complaint complaints skepticism "
                                   "scepticism speculation claim claims worries statement statements allegations "
                                   "rumors rumours thoughts anxiety misgivings story stories lies"),
                    words_of("about over")),
}  # fmt: skip
TO_NOUNS = words_of(
    "promise promises pledge pledges vow vows threat threats plan plans decision desire wish refusal offer offers "
    "intention intentions willingness unwillingness commitment call calls request requests proposal proposals "
    "invitation determination reluctance demand demands eagerness ambition hope hopes"
)
# "made the claim that", "expressed concern about": the verb belongs to the cue, its subject is the source.
LIGHT_VERBS = words_of(
    "make makes made making give gives gave given giving issue issues issued issuing express expresses expressed "
    "expressing voice voices voiced voicing have has had having offer offers offered offering deliver delivers "
    "delivered raise raises raised raising share shares shared reject rejects rejected dismiss dismisses dismissed "
    "deny denies denied take takes took announce announced unveil unveiled release released reiterate reiterated "
    "repeat repeated renew renewed face faced draw drew hold holds held launch launched"
)

# --- the words around ------------------------------------------------------------------------------------------------
DETERMINERS = words_of(
    "the a an this these those his her its their our my your some any no every each many most several few all both "
    "another such other more fewer less other's one's half enough much either neither what's"
)
SUBJECT_PRONOUNS = words_of(
    "he she they i we you it everyone everybody someone somebody nobody anyone anybody others many some most one"
)
OBJECT_PRONOUNS = words_of("him them me us himself herself themselves itself myself ourselves yourself")
RELATIVES = words_of("who which that what whom whose where when why how whether whoever whatever")
PREPOSITIONS = words_of(
    "in on at by for from with about into onto over under against between among through throughout during without "
    "within toward towards across around behind beyond near outside inside upon via despite amid above below along "
    "following concerning regarding alongside beside besides like unlike per versus vs off out up down past to"
)
SUBORDINATORS = words_of(
    "because although though while if when after before since as unless until once whereas than so"
)
CONJUNCTIONS = words_of("and or but nor yet plus")
AUXILIARIES = words_of(
    "is are was were be been being am has have had having do does did will would can could may might must shall should "
    "isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't mustn't "
    "shouldn't cannot ain't got"
)
BE = words_of("is are was were be been being am isn't aren't wasn't weren't 's 're")
NEGATIONS = words_of(
    "not never didn't don't doesn't won't wouldn't can't couldn't cannot haven't hasn't hadn't isn't aren't wasn't "
    "weren't shouldn't"
)
CUE_ADVERBS = words_of(
    "also later previously further again already now still even first recently then once earlier just ever always "
    "never often sometimes long soon not only both all too therefore thus instead simply clearly twice perhaps maybe "
    "however meanwhile moreover furthermore nevertheless nonetheless rather quite largely himself herself themselves "
    "itself very more much almost nearly reportedly allegedly back"
)
TIME_WORDS = words_of(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow last this next week "
    "month year morning afternoon evening night days weeks months years ago earlier late january february march april "
    "june july august september october november december weekend day summer spring winter autumn fall monday's "
    "recently once again meanwhile"
)
# "said in a statement", "wrote on Twitter": the channel belongs to the cue.
CHANNELS = words_of(
    "statement interview speech tweet email e-mail letter post memo message column article book release note memoir "
    "report editorial video op-ed essay affidavit filing brief blog remarks testimony conference phone"
)
CHANNEL_NAMES = words_of("twitter facebook instagram youtube telegram")
# "claimed victory", "called it quits", "asked questions": no statement.
COMMON_VERBS = words_of(
    "became met paid spent sent held led built bought sold kept cut broke drove flew fled stood went came gave took "
    "left won lost died ran fell rose grew threw drew sat ate drank wore rode shot struck spread shut hurt cost beat "
    "bore bent bound brought caught dealt dug fed forgave froze hid knelt laid lent lit rang sang sank shook slept "
    "slid stole stuck swam swept swung taught tore woke wound gets takes goes comes gives keeps lets seems appears "
    "happens includes involves remains becomes leaves turns works helps runs plays moves lives loses pays meets leads "
    "allows brings starts needs comprises contains faces holds costs wins ends uses tries"
)
COMMON_NOUNS_IN_ED = words_of("united hundred need speed seed feed breed bed red wed shed bleed kindred indeed")
COMMON_NOUNS_IN_ING = words_of(
    "morning evening thing nothing something anything everything king ring spring string during meeting building "
    "hearing wedding being ceiling rating briefing gathering bombing killing funding spending housing beijing "
    "according bidding filing polling fundraising reckoning"
)
COMMON_NOUNS_IN_LY = words_of(
    "daily weekly monthly quarterly yearly elderly "
    "rally family ally assembly supply reply bully belly monopoly anomaly july italy melancholy folly jelly lily apply "
    "comply imply multiply rely"
)
# Verbs whose plain form is a noun as well.
NOUN_TOO = words_of(
    "claim report note call plan demand request promise pledge vow offer hope fear doubt question attack support "
    "praise challenge blame protest post tweet retweet text email blog comment remark answer cry scream shout yell "
    "whisper murmur estimate forecast project counter rule signal dispute address command order press dare wish desire "
    "aim love hate respect thank quote brand label back mock insult slam blast hail welcome guess bet trust worry "
    "regret view find show mean talk laugh sigh stress state advocate boast joke wonder favor favour hammer savage "
    "taunt tease campaign object focus care dream reason marvel grumble detail outline debate query tip read tout "
    "scorn salute volunteer roar chant snap crow hint conjecture counsel appeal judge figure suspect lobby quip rebuke "
    "reply lament review probe pitch sense notice honor honour value eye table float draft sketch tackle recap "
    "target tie link frame present credit fault vet witness chronicle echo groan hiss moan growl grunt bark chuckle "
    "bellow sneer look point push touch work count tally jeer hold"
)
PLURALS = words_of("data people men women children police media percent majority few more half number 10 % republicans")
ABBREVIATIONS = words_of(
    "insp det maj cpl cmdr adm cllr cst brig pvt pte amb dist mr mrs ms dr sen sens gov rep reps gen st jr sr "
    "prof col lt rev hon capt sgt pres supt atty no vs ala ariz "
    "ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va "
    "vt wash wis wyo jan feb aug sept oct nov dec"
)

# "is confident that", "are critical of": the adjectives, and the prepositions that carry a statement. Any may stand
# before "that"; most before "to".
ADJECTIVES: dict[str, frozenset[str]] = {
    **dict.fromkeys(words_in_order("aware unaware certain uncertain confident convinced proud afraid critical "
                                   "supportive skeptical sceptical wary tired fond mindful dismissive scornful envious "
                                   "appreciative respectful contemptuous disdainful suspicious distrustful fearful "
                                   "sick jealous ashamed"), words_of("of")),
    **dict.fromkeys(words_in_order("worried concerned upset optimistic pessimistic angry furious excited enthusiastic "
                                   "nervous anxious unhappy happy curious clear vague coy candid adamant doubtful sure "
                                   "unsure hopeful unclear bullish passionate blunt frank serious uneasy ambivalent "
                                   "apprehensive outspoken"), words_of("about over on")),
    **dict.fromkeys(words_in_order("opposed committed dedicated devoted loyal open hostile sympathetic receptive "
                                   "resistant averse indifferent attracted drawn"), words_of("to")),
    **dict.fromkeys(words_in_order("grateful thankful sorry apologetic"), words_of("for to")),
    **dict.fromkeys(words_in_order("surprised shocked disappointed impressed appalled horrified disgusted outraged "
                                   "alarmed troubled disturbed frustrated dismayed offended annoyed amused stunned "
                                   "puzzled mesmerized bothered intrigued"), words_of("by at with about in")),
    **dict.fromkeys(words_in_order("eager willing unwilling reluctant determined keen hesitant inclined glad "
                                   "ready prepared desperate"), words_of("for")),
    **dict.fromkeys(words_in_order("interested disinterested"), words_of("in")),
}  # fmt: skip
LINKING = BE | words_of(
    "seem seems seemed appear appears appeared become becomes became remain remains remained feel feels felt sound "
    "sounds sounded"
)

# "about half of them", "over 40 per cent": before a figure these are no prepositions.
APPROXIMATE = words_of("about around over under near almost nearly")
FIGURES = words_of(
    "half one two three four five six seven eight nine ten two-thirds three-quarters three-fourths one-third"
)

# "the report published on Tuesday": behind a noun these are no verbs of a clause.
MADE_KNOWN = words_of(
    "published released issued compiled collected gathered prepared commissioned obtained posted conducted "
    "signed written sent led seen leaked taken made given drawn "
    "held"
)

# Thoughts that newspapers report as statements: "…, the office reckons", "the Post has learned that".
STATED_BELIEFS = words_of("reckon learn find")
# What a court or a council decides is said where it stands before: "…, the regulator decided".
STATED_BEHIND = words_of("decide determine")
NOBODY = words_of("nothing nobody none no neither few")

# --- what may not be taken off with the speaker -----------------------------------------------------------------------
# "reportedly", "few", "appears to": without them the statement would say more than was said.
RESERVES = words_of(
    "reportedly allegedly apparently supposedly purportedly ostensibly seemingly presumably possibly perhaps maybe "
    "probably likely falsely wrongly incorrectly inaccurately mistakenly erroneously misleadingly untruthfully "
    "baselessly jokingly sarcastically unconfirmed unverified unsubstantiated unproven unproved disputed debunked "
    "false untrue wrong incorrect misleading baseless doctored fake forged satirical may might could would should if "
    "unless whether appears appear appeared seems seem seemed few fewer most half majority minority hardly scarcely "
    "barely rarely seldom nobody none"
)
# Who denies a thing has not said it, and who suspects or fears it does not say that it is so.
_RESERVED_VERBS = words_in_order(
    "deny doubt dispute reject refute rebut contradict retract disavow suspect fear hope believe think suggest imply "
    "hint speculate allege guess wonder assume suppose imagine worry wish surmise conjecture theorize theorise posit "
    "hypothesize"
)
RESERVED_VERBS = frozenset(form for lemma in _RESERVED_VERBS for form in forms_of(lemma))
