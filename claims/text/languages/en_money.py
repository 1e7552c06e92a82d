"""English word lists for what money goes on: verbs of spending, what is no purpose. Nothing but tables."""

from claims.text.words import words_of

# "spent £4 million on repairs", "a spending of 5bn euros on defence"
SPENDING = words_of(
    "spend spends spent spending lavish lavished lavishes lavishing splash splashed splashes splashing blow blew blown "
    "blows squander squandered squandering waste wasted wasting outlay outlays expenditure splurge splurged splurging "
    "budget budgeted overspent overspend overspending underspent fritter frittered invest"
)
# Behind "in" they say how a sum is paid or reckoned, not what for.
NO_PURPOSES = words_of(
    "cash total all real nominal constant today's shares stock full return exchange advance part response addition "
    "instalments installments public private recent future just under over less more two three four five six seven "
    "eight nine ten current modern annual market one each every several about"
)
# "on average", "on top of that", "for example"
NO_THINGS = words_of(
    "average top behalf condition credit time offer paper record board balance account loan example instance "
    "sale good now nothing free failing breaching late early next last this that each every which whom what it them "
    "him her us me you anyone everyone someone those these and or both either another other its their january february"
)
