"""English word lists for units and currencies. Nothing but tables."""

from claims.text.languages.en_currencies import (
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    HUNDREDTHS,
    ISO_CURRENCIES,
    NAMED_CURRENCIES,
    NAMED_SMALL_CHANGE,
)
from claims.text.words import words_of

# --- units ----------------------------------------------------------------------------------------------------------
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
    "litre litres liter liters": "litre", "megalitre megalitres megaliter megaliters": "megalitre",
    "gigalitre gigalitres gigaliter gigaliters": "gigalitre", "gallon gallons": "gallon", "barrel barrels": "barrel",
    "m³ m3": "m3",
    "bushel bushels": "bushel", "ml millilitre millilitres milliliter milliliters": "ml",
    "cl centilitre centilitres": "cl", "hectolitre hectolitres hectoliter hectoliters": "hectolitre",
    "pint pints": "pint", "quart quarts": "quart", "cusec cusecs": "cusec", "tbsp tablespoon tablespoons": "tablespoon",
    "tsp teaspoon teaspoons": "teaspoon",
    "quintal quintals": "quintal", "carat carats": "carat", "megatonne megatonnes": "megatonne",
    "kilotonne kilotonnes": "kilotonne", "gigatonne gigatonnes gigaton gigatons": "gigatonne",
    "furlong furlongs": "furlong", "fathom fathoms": "fathom", "nanometre nanometres nanometer nanometers": "nm",
    "micron microns micrometre micrometres micrometer micrometers": "micrometre", "light-year light-years":
    "light_year",
    "parsec parsecs": "parsec", "dunam dunams": "dunam",
    "kph kmh": "km_per_hour", "mph": "mile_per_hour", "knot knots": "knot", "ppm": "ppm", "ppb": "ppb",
    "watt watts": "W", "kilojoule kilojoules": "kJ", "joule joules": "J", "volt volts": "V", "kilovolt kilovolts kv":
    "kV",
    "amp amps ampere amperes": "A", "hertz hz": "Hz", "kilohertz khz": "kHz", "megahertz mhz": "MHz",
    "gigahertz ghz": "GHz", "decibel decibels db": "decibel", "calorie calories": "calorie",
    "kilocalorie kilocalories kcal": "kcal", "horsepower bhp hp": "horsepower", "millibar millibars": "millibar",
    "hectopascal hectopascals": "hPa", "sievert sieverts": "sievert", "millisievert millisieverts": "millisievert",
    "microsievert microsieverts": "microsievert", "becquerel becquerels": "becquerel", "kelvin": "kelvin",
    "mmhg": "mmHg",
    "kilobyte kilobytes kb": "kilobyte", "megabyte megabytes mb": "megabyte", "gigabyte gigabytes gb": "gigabyte",
    "terabyte terabytes tb": "terabyte", "petabyte petabytes": "petabyte", "megabit megabits": "megabit",
    "gigabit gigabits": "gigabit",
    "kw kilowatt kilowatts": "kW", "mw megawatt megawatts": "MW", "gw gigawatt gigawatts": "GW",
    "tw terawatt terawatts": "TW", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "twh": "TWh",
    "c": "celsius", "degree degrees °": "degree",
    "second seconds sec secs": "second", "minute minutes min mins": "minute", "hour hours hr hrs": "hour",
    "day days": "day", "week weeks": "week", "month months": "month", "year years year-old year-olds yr yrs": "year",
    "fortnight fortnights": "fortnight", "decade decades": "decade", "century centuries": "century",
    "millennium millennia millenniums": "millennium", "microsecond microseconds": "microsecond", "stone": "stone",
    "nanosecond nanoseconds": "nanosecond",
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
    "cubic mile": "mile3", "cubic miles": "mile3", "cubic yards": "yard3", "cubic yard": "yard3", "sq kms": "km2",
    "square yards": "yard2", "square yard": "yard2", "square inches": "inch2", "square inch": "inch2",
    "square centimetres": "cm2", "square centimeters": "cm2", "cubic centimetres": "cm3", "cubic centimeters": "cm3",
    "cu m": "m3", "cu ft": "foot3", "km 2": "km2", "sq . km": "km2", "sq . miles": "mile2", "sq . ft": "foot2",
    "nautical miles": "nautical_mile", "nautical mile": "nautical_mile", "light years": "light_year",
    "light year": "light_year", "parts per million": "ppm", "parts per billion": "ppb",
    "metres per second": "m_per_second", "meters per second": "m_per_second", "metres a second": "m_per_second",
    "meters a second": "m_per_second", "m / s": "m_per_second", "km / s": "km_per_second",
    "kilometres per second": "km_per_second", "kilometers per second": "km_per_second",
    "kilometres a second": "km_per_second", "feet per second": "foot_per_second", "miles per second": "mile_per_second",
    "miles per gallon": "mile_per_gallon", "fluid ounces": "fluid_ounce", "fluid ounce": "fluid_ounce",
    "troy ounces": "ounce", "troy ounce": "ounce", "long tons": "long_ton", "short tons": "short_ton",
    "tons of tnt": "ton", "working days": "day", "working day": "day", "business days": "day", "calendar days": "day",
    "working hours": "hour", "calendar months": "month", "calendar years": "year", "mm hg": "mmHg",
    "degrees kelvin": "kelvin", "degrees f": "fahrenheit",
    "degree c": "celsius", "degree f": "fahrenheit", "degree centigrade": "celsius", "percentage pts":
    "percentage_points",
    "pct points": "percentage_points", "pct point": "percentage_points", "kilowatt hour": "kWh", "megawatt hour": "MWh",
    "kilowatt-hour": "kWh", "megawatt-hour": "MWh", "gigawatt hour": "GWh", "gigawatt-hour": "GWh",
    "terawatt hour": "TWh", "terawatt-hour": "TWh",
    "sq kilometres": "km2", "sq kilometers": "km2", "sq metres": "m2", "sq meters": "m2", "sq feet": "foot2",
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
    **{word: unit for words, unit in (CURRENCY_WORDS | _MEASURE_WORDS).items() for word in words.split()},
    **NAMED_CURRENCIES, **NAMED_SMALL_CHANGE, **_MEASURE_PHRASES, **{code: code.upper() for code in ISO_CURRENCIES},
    "$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "zł": "PLN", "kr": "SEK",
}  # fmt: skip
# These are words of other kinds too: a unit only after a large figure ("2.1 trillion won").
UNITS_OF_LARGE_FIGURES = words_of("won real crown dram drams soles colones marks kip som lek")
# Money behind digits, headgear behind words: "three crowns in a row".
UNITS_OF_DIGITS = words_of("crowns")
# Of weight only where nothing is built of it: "weighed 12 stone", "two stone bridges".
UNITS_BEFORE_NO_NOUN = words_of("stone")
# Codes that people also write small; the others are words then ("mad", "pen", "try").
SMALL_CODES = words_of("usd eur gbp uah chf pln jpy")
# Hundredths of a currency: of the one named before, else of this one.
SMALL_CHANGE: dict[str, str] = {"cent": "USD", "pence": "GBP"} | HUNDREDTHS
ONLY_SMALL_CHANGE_OF_ONE = words_of("pence") | HUNDREDTHS.keys()
# They are money only where nothing stands between them and the figure: "R20", "N5bn".
GLUED_SIGNS = words_of("r n p fr")
# "three times as many"; in "jailed three times" the times are counted.
AFTER_TIMES = words_of(
    "as more higher larger bigger greater less lower the its their that what faster over longer stronger heavier "
    "likelier worse better cheaper smaller income earnings salary salaries wages turnover profit profits revenue gdp "
    "annual our his her my your those normal pre-war"
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
CURRENCY_BEFORE: dict[str, str] = CURRENCY_SIGNS | {code: code.upper() for code in ISO_CURRENCIES}
