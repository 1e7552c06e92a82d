"""English word lists for what a figure is measured against: averages, forecasts, goals. Nothing but tables."""

from claims.text.words import words_of

# "the 28.5 million expected by analysts", "the 20 that they had asked for"
AFTER_YARDSTICK = words_of(
    "expected forecast predicted planned needed required promised that it they he she we which budgeted asked hoped "
    "demanded recommended allowed recorded pledged reported sought set targeted projected estimated analysts "
    "economists agreed anticipated originally initially previously first usually normally reached achieved seen "
    "measured registered raised spent earned made paid in a last before"
)
LEVELS_OF = frozenset({
    "peak of", "high of", "low of", "record of", "average of", "target of", "rate of", "forecast of", "goal of",
    "maximum of", "minimum of", "level of", "mean of", "limit of", "ceiling of", "threshold of", "norm of",
    "inflation of", "estimate of", "limit is", "limit was", "target is", "target was", "average is", "average was",
    "estimate was", "forecast was", "record is", "record was",
})  # fmt: skip
BESIDE_FIGURE = words_of(
    "above below over under more less higher lower faster slower fewer longer shorter warmer hotter cooler colder "
    "heavier lighter taller wider deeper dearer cheaper short ahead behind"
)
AVERAGES = words_of("average normal usual mean norm norms")
# Behind "than", "below" and "short of" these are a former value, a forecast or a goal of the same thing. Without one
# of them, or a date, two different things are compared, and nothing changed.
YARDSTICKS = words_of(
    "last previous previously before earlier ago usual usually normal normally forecast forecasts forecasters expected "
    "predicted planned plan plans target targets goal record records peak peaks estimate estimates estimated promised "
    "needed need needs required budget budgeted thought expectations projected anticipated intended originally "
    "initially announced agreed hoped levels "
    "long-term seasonal historical multi-year mean norm long-run ten-year 30-year 20-year baseline trend "
    "then pre-war pre-industrial pre-pandemic pre-crisis yesterday today now majority quorum quota should require "
    "requires "
    "allow allows permitted permits demand demands demanded wants wanted asked sought stipulates specified requested "
    "recommended recommends scheduled tipped pencilled guidance consensus projections quotas asking requirement"
)
# "40 over the target", but "£5bn over the next three years"
GOALS = words_of(
    "target targets goal forecast forecasts estimate estimates budget limit quota quotas threshold record expected "
    "planned required normal usual minimum maximum average norm allowance"
)
# "compared with 40 per cent under the old system": a level.
COMPARED_WITH = frozenset({"compared with", "compared to", "contrasted with", "as against", "opposed to"})
# "add £4m to the bill", "shave half a point off growth", "takes 40 minutes off the journey"
_ADDED = dict.fromkeys(words_of("add adds added adding"), "rise")
_CUT = dict.fromkeys(
    words_of(
        "shave shaves shaved shaving knock knocks knocked knocking wipe wipes wiped wiping cut cuts cutting slash "
        "slashes "
        "slashed slashing trim trims trimmed trimming lop lops lopped chop chops chopped clip clipped shear sheared"
    ),
    "fall",
)
CHANGES_OF_WHOLE: dict[str, dict[str, str]] = {
    "to": _ADDED, "from": _CUT, "off": _CUT | dict.fromkeys(words_of("take takes took taken taking"), "fall"),
}  # fmt: skip
# "a storm surge of three metres" is so high.
WAVES = words_of("surge surges swell swells leap jump plunge climb jumps leaps")
# "by 5 per cent in May and a further 3 per cent"
GOING_ON = frozenset(
    {
        ("and", "of"), ("and", "by"), ("a", "further"), ("and", "another"), ("an", "additional"), ("then", "by"),
        ("then", "another"), ("and", "then"), ("but", "by"), ("but", "of"), ("by", "another"), ("by", "about"),
    }
)  # fmt: skip
# "the 7 per cent nurses had asked for"
WISHED = words_of(
    "demanded demanding sought wanted asked expected forecast predicted requested proposed recommended offered "
    "promised "
    "planned hoped projected claimed feared seeking wants tipped pencilled"
)
WISHING = words_of(
    "wanted wants wanting sought demanded requested got managed proposed proposes offered offers requests seeks"
)
# "dip below 2", "wanted only 88"
BETWEEN_LEVEL = words_of("below above to past under over beyond only just at beneath back for")
# "20 more than on the first night"
TIMES_AFTER_THAN = words_of("on during when under at since it they he she we")
BESIDE_YARDSTICK: dict[str, str] = {
    "below": "fall", "above": "rise", "short of": "fall", "shy of": "fall", "under": "fall", "over": "rise",
    "ahead of": "rise", "beyond": "rise",
}  # fmt: skip
# "hire 500 more officers", but "another 500", "500 other officers"
MORE_OF_COUNTED: dict[str, str] = {"more": "rise", "extra": "rise", "fewer": "fall", "less": "fall"}
# "gained almost half as much again"
AS_MUCH_AGAIN = frozenset({"as much again", "as many again", "as large again", "as big again", "as high again"})
