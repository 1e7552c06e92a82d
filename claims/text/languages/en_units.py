"""English word lists for units and currencies. Nothing but tables."""

from claims.text.words import words_of

# --- units ----------------------------------------------------------------------------------------------------------
_CURRENCY_WORDS: dict[str, str] = {
    "dollar dollars": "USD", "euro euros": "EUR", "pound pounds": "GBP", "pence p": "pence", "cent cents": "cent",
    "eurocent eurocents": "euro cent",
    "yen": "JPY",
    "yuan renminbi": "CNY", "hryvnia hryvnias hryvnya hryven hryvnyas": "UAH", "ruble rubles rouble roubles": "RUB",
    "rupee rupees": "INR", "zloty zlotys zlotych": "PLN", "franc francs": "CHF", "krona kronor": "SEK",
    "krone kroner": "NOK", "koruna korunas": "CZK", "forint forints": "HUF", "lira liras": "TRY", "rand": "ZAR",
    "real reais": "BRL", "won": "KRW", "shekel shekels": "ILS", "peso pesos": "MXN", "naira": "NGN", "leu lei": "RON",
    "lev leva": "BGN", "riyal riyals": "SAR", "dirham dirhams": "AED", "baht": "THB", "rupiah": "IDR", "dong": "VND",
    "lari": "GEL", "tenge": "KZT", "bitcoin bitcoins": "BTC",
}  # fmt: skip
_NAMED_CURRENCIES: dict[str, str] = {
    "euro cents": "euro cent", "euro cent": "euro cent", "us cents": "cent",
    "us dollars": "USD", "u.s. dollars": "USD", "american dollars": "USD", "us dollar": "USD",
    "canadian dollars": "CAD", "australian dollars": "AUD", "new zealand dollars": "NZD", "hong kong dollars": "HKD",
    "singapore dollars": "SGD", "pounds sterling": "GBP", "egyptian pounds": "EGP", "swiss francs": "CHF",
    "swedish kronor": "SEK", "norwegian kroner": "NOK", "danish kroner": "DKK", "icelandic kronur": "ISK",
    "czech crowns": "CZK", "czech koruna": "CZK", "japanese yen": "JPY", "chinese yuan": "CNY",
    "indian rupees": "INR", "pakistani rupees": "PKR", "sri lankan rupees": "LKR", "russian rubles": "RUB",
    "russian roubles": "RUB", "turkish lira": "TRY", "south african rand": "ZAR", "brazilian reais": "BRL",
    "south korean won": "KRW", "korean won": "KRW", "argentine pesos": "ARS", "mexican pesos": "MXN",
    "chilean pesos": "CLP", "colombian pesos": "COP", "polish zlotys": "PLN", "polish zloty": "PLN",
    "romanian lei": "RON", "hungarian forints": "HUF", "israeli shekels": "ILS", "kenyan shillings": "KES",
    "ukrainian hryvnias": "UAH", "ukrainian hryvnia": "UAH",
}  # fmt: skip
# ISO codes stand on either side of the figure; words and signs are listed apart.
ISO_CURRENCIES = words_of(
    "usd eur gbp uah jpy cny chf sek nok dkk isk czk huf pln ron bgn rub try inr pkr brl zar krw ils mxn ars clp cop "
    "cad aud nzd hkd sgd aed sar ngn kes egp gel kzt thb idr vnd"
)
_MEASURE_WORDS: dict[str, str] = {
    "% percent pct prozent": "percent", "pp pps percentage-point ppt": "percentage_points",
    "bp bps": "basis_points",
    "km kms kilometre kilometres kilometer kilometers": "km", "mile miles": "mile",
    "metre metres meter meters m": "m", "cm centimetre centimetres centimeter centimeters": "cm",
    "mm millimetre millimetres millimeter millimeters": "mm", "foot feet ft": "foot", "inch inches": "inch",
    "yard yards": "yard",
    "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes": "kg", "g gram grams gramme grammes": "g",
    "mg milligram milligrams": "mg", "microgram micrograms": "microgram", "lb lbs": "lb", "ounce ounces oz": "ounce",
    "tonne tonnes": "tonne", "ton tons": "ton", "megaton megatons": "megaton", "kiloton kilotons": "kiloton",
    "hectare hectares ha": "hectare", "acre acres": "acre", "km² km2 sq-km": "km2", "m² m2": "m2",
    "litre litres liter liters": "litre", "gallon gallons": "gallon", "barrel barrels": "barrel", "m³ m3": "m3",
    "bushel bushels": "bushel", "ml millilitre millilitres": "ml",
    "kph kmh": "km_per_hour", "mph": "mile_per_hour", "knot knots": "knot",
    "kw kilowatt kilowatts": "kW", "mw megawatt megawatts": "MW", "gw gigawatt gigawatts": "GW",
    "tw terawatt terawatts": "TW", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "twh": "TWh",
    "c": "celsius", "degree degrees °": "degree",
    "second seconds sec secs": "second", "minute minutes min mins": "minute", "hour hours hr hrs": "hour",
    "day days": "day", "week weeks": "week", "month months": "month", "year years year-old year-olds yr yrs": "year",
    "decade decades": "decade", "century centuries": "century",
    "millisecond milliseconds": "millisecond", "times": "times",
}  # fmt: skip
_MEASURE_PHRASES: dict[str, str] = {
    "per cent": "percent",
    "percentage point": "percentage_points", "percentage points": "percentage_points", "% points": "percentage_points",
    "% point": "percentage_points", "percent points": "percentage_points", "per cent points": "percentage_points",
    "basis points": "basis_points", "basis point": "basis_points",
    "metric tons": "tonne", "metric ton": "tonne", "metric tonnes": "tonne",
    "square kilometres": "km2", "square kilometers": "km2", "square kilometre": "km2", "square kilometer": "km2",
    "sq km": "km2", "square miles": "mile2", "square mile": "mile2", "sq miles": "mile2", "square metres": "m2",
    "square meters": "m2", "square metre": "m2", "square meter": "m2", "sq m": "m2", "square feet": "foot2",
    "square foot": "foot2", "sq ft": "foot2", "cubic metres": "m3", "cubic meters": "m3", "cubic metre": "m3",
    "cubic meter": "m3", "cubic feet": "foot3", "cubic kilometres": "km3", "cubic kilometers": "km3",
    "km / h": "km_per_hour", "kilometres per hour": "km_per_hour", "kilometers per hour": "km_per_hour",
    "kilometres an hour": "km_per_hour", "kilometers an hour": "km_per_hour", "km per hour": "km_per_hour",
    "km an hour": "km_per_hour", "miles per hour": "mile_per_hour", "miles an hour": "mile_per_hour",
    "kilowatt hours": "kWh", "kilowatt-hours": "kWh", "megawatt hours": "MWh", "megawatt-hours": "MWh",
    "gigawatt hours": "GWh", "gigawatt-hours": "GWh", "terawatt hours": "TWh", "terawatt-hours": "TWh",
    "degrees celsius": "celsius", "degrees c": "celsius", "degree celsius": "celsius", "° c": "celsius",
    "degrees centigrade": "celsius", "° f": "fahrenheit", "degrees fahrenheit": "fahrenheit",
    "degree fahrenheit": "fahrenheit", "years old": "year", "year old": "year", "years of age": "year",
    "months old": "month", "weeks old": "week", "days old": "day",
}  # fmt: skip
UNITS: dict[str, str] = {
    **{word: unit for words, unit in (_CURRENCY_WORDS | _MEASURE_WORDS).items() for word in words.split()},
    **_NAMED_CURRENCIES, **_MEASURE_PHRASES, **{code: code.upper() for code in ISO_CURRENCIES},
    "$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "zł": "PLN", "kr": "SEK",
}  # fmt: skip
# These are words of other kinds too: a unit only after a large figure ("2.1 trillion won").
UNITS_OF_LARGE_FIGURES = words_of("won real rand dong")
# Hundredths of a currency: of the one named before, else of this one.
SMALL_CHANGE: dict[str, str] = {"cent": "USD", "pence": "GBP", "euro cent": "EUR"}
ONLY_SMALL_CHANGE_OF_ONE = words_of("pence") | {"euro cent"}
# "three times as many"; in "jailed three times" the times are counted.
AFTER_TIMES = words_of(
    "as more higher larger bigger greater less lower the its their that what faster over longer stronger heavier "
    "likelier worse better cheaper smaller"
)
# Behind a hyphen the unit stands in the singular, and with more to follow: "12-percentage-point", "5-square-kilometre".
HYPHENATED_UNITS: dict[str, str] = {
    "percentage-point": "percentage_points", "basis-point": "basis_points", "square-kilometre": "km2",
    "square-kilometer": "km2", "square-mile": "mile2", "square-metre": "m2", "square-meter": "m2",
    "square-foot": "foot2", "cubic-metre": "m3", "cubic-meter": "m3", "year-old": "year", "year-olds": "year",
    "month-old": "month", "week-old": "week", "day-old": "day", "hour-long": "hour", "minute-long": "minute",
    "day-long": "day", "fold": "times", "week-long": "week", "month-long": "month", "year-long": "year",
    "mile-long": "mile",
    "kilometre-long": "km", "kilometer-long": "km", "metre-long": "m", "metre-high": "m", "metre-tall": "m",
    "metre-wide": "m", "metre-deep": "m", "meter-long": "m", "meter-high": "m", "foot-long": "foot",
    "foot-high": "foot", "foot-tall": "foot", "km-long": "km", "per-cent": "percent", "megawatt-hour": "MWh",
}  # fmt: skip
CURRENCY_BEFORE: dict[str, str] = {
    "us $": "USD", "u.s. $": "USD", "$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "¥": "JPY", "₽": "RUB",
    "₹": "INR", "₺": "TRY", "₩": "KRW", "₪": "ILS", "₦": "NGN", "₸": "KZT", "₾": "GEL", "zł": "PLN", "a $": "AUD",
    "au $": "AUD", "c $": "CAD", "ca $": "CAD", "nz $": "NZD", "hk $": "HKD", "s $": "SGD", "r $": "BRL",
    "$ us": "USD", "kč": "CZK", "rs": "INR", "rs .": "INR", "sfr": "CHF", "rmb": "CNY",
    **{code: code.upper() for code in ISO_CURRENCIES},
}  # fmt: skip
