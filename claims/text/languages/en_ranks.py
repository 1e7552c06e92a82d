"""English word lists for places in an order: superlatives, verbs of rank, what is ranked. Nothing but tables."""

from claims.text.words import words_of

SUPERLATIVE_ENDING = "est"
NOT_SUPERLATIVES = words_of(
    "est test rest west guest quest chest nest pest vest forest interest request protest harvest arrest invest contest "
    "honest modest manifest conquest inquest priest breast feast beast east northwest southwest midwest latest "
    "bequest digest suggest tempest northeast southeast zest crest jest lest"
)
SUPERLATIVES = words_of("best worst most least last-placed highest-paid best-paid")
RANK_VERBS = words_of(
    "ranked ranks rank ranking placed finished finishing finish came coming comes place places stands stood lies lay "
    "seeded sits sat sit sitting qualified ended rated languish languishes languishing languished lying running ran "
    "runs"
)
RANKED_BY_JOINING = words_of("member country state nation signatory party")
JOINING_WORDS = words_of("became become becomes becoming join joined joins joining admitted admit accession")
# "became the second woman to lead the bank"
BECOMING_THE = frozenset({"became the", "become the", "becomes the", "becoming the", ", the"})
BETWEEN_RANK_VERB = words_of("in into to at from as a an the joint distant only just equal again")
# "the No. 1 producer", "its number one trading partner"
BEFORE_NUMBERED_RANK = words_of("the its a their his her our world")
RANKED_ENDINGS = ("er", "or", "ers", "ors", "ist", "ian")
RANKED_THINGS = words_of(
    "country economy destination market seed choice cause priority party team brand city threat killer"
)
# "are third with 47 points"
AFTER_STANDING = words_of("in among behind worldwide overall only with on nationally globally")
STARTING = words_of("start starts started starting")
# "voters put jobs first"
BEHIND_PUT = words_of(", and among ahead of")
NOT_BEFORE_PLACE = words_of("at the a an its their his her out up on off down there for")
PUTTING = words_of("put puts putting rank ranks ranked list listed lists place placed places rate rated")
OCCASIONS = words_of("time times occasion half attempt part round phase stage act chapter")
RANK_PLACES = words_of("place places spot position positions rank slot seed")
RANK_FOLLOWERS = words_of(
    "twice again in out of and among behind on with for after , . ; : — – by overall worldwide globally nationally"
)
# "the second-worst performing currency": the participle belongs to the order, not to what is ranked.
PARTICIPLES_OF_RANK = words_of(
    "performing growing selling earning paid educated funded equipped polluted visited watched read spoken used "
    "attended ranked rated traded sold developed indebted populated played paying grossing rising falling moving "
    "burning scoring ranking placed serving living running polluting producing consuming loved hated preserved"
)
# "the fourth of six children"
SIBLINGS = words_of("children siblings sisters brothers sons daughters boys girls kids")
