"""Two ways of finding a page put together: by its words, and by what they mean.

Words are exact and blind: they find "164 signatories" and miss "states that have signed". Meaning is the other way
round. Both were weighed on open questions with known answers (SciFact train, AVeriTeC dev, Climate-FEVER dev).
"""

from collections.abc import Mapping

# A page's words count as a whole, and those of its best passage once more.
PAGE_SHARE, PASSAGE_SHARE = 0.6, 0.4
# What a point of BM25 is worth beside closeness, which is between -1 and 1.
WORTH_OF_WORDS = 0.018


def fused_scores(
    pages: Mapping[int, float], passages: Mapping[int, float], closeness: Mapping[int, float]
) -> dict[int, float]:
    """A score for every page that was found in any way; without any closeness, that of its words alone.

    ``pages`` and ``passages`` are BM25 of the whole page and of its best passage, ``closeness`` that of its closest.
    """
    keys = pages.keys() | passages.keys() | closeness.keys()
    return {
        key: closeness.get(key, 0.0)
        + WORTH_OF_WORDS * (PAGE_SHARE * pages.get(key, 0.0) + PASSAGE_SHARE * passages.get(key, 0.0))
        for key in keys
    }
