"""English names of money: ISO codes, words, and which country's money a shared word means. Nothing but tables."""

from claims.text.words import words_of

# What one word names wherever it stands.
CURRENCY_WORDS: dict[str, str] = {
    "dollar dollars": "USD", "euro euros": "EUR", "pound pounds quid": "GBP", "pence p": "pence",
    "cent cents": "cent", "eurocent eurocents": "euro cent", "yen": "JPY", "yuan renminbi rmb": "CNY",
    "hryvnia hryvnias hryvnya hryven hryvnyas": "UAH", "ruble rubles rouble roubles": "RUB", "rupee rupees": "INR",
    "zloty zlotys zlotych zloties": "PLN", "franc francs": "CHF", "krona kronor": "SEK", "krone kroner": "NOK",
    "kronur": "ISK", "koruna korunas koruny": "CZK", "forint forints": "HUF", "lira liras": "TRY", "lire": "ITL",
    "rand": "ZAR", "real reais": "BRL", "won": "KRW", "shekel shekels": "ILS", "peso pesos": "MXN",
    "naira": "NGN", "leu lei": "RON", "lev leva levs": "BGN", "riyal riyals": "SAR", "rial rials": "IRR",
    "dirham dirhams": "AED", "baht": "THB", "rupiah rupiahs": "IDR", "dong": "VND", "lari": "GEL",
    "tenge": "KZT", "bitcoin bitcoins": "BTC", "dinar dinars": "RSD", "taka": "BDT", "ringgit": "MYR",
    "birr": "ETB", "cedi cedis": "GHS", "kwacha": "ZMW", "kwanza kwanzas": "AOA", "metical meticais": "MZN",
    "ariary": "MGA", "dalasi": "GMD", "shilling shillings": "KES", "kyat kyats": "MMK", "crown crowns": "CZK", "riel "
    "riels": "KHR",
    "kopeck kopecks copeck copecks kopek kopeks": "kopeck", "kopiyka kopiykas kopiyok": "kopiyka",
    "grosz groszy": "grosz", "paisa paise": "paisa",
    "stotinka stotinki": "stotinka", "pfennig pfennigs": "pfennig", "agora agorot": "agora", "öre": "öre", "øre": "øre",
    "kurus kuruş": "kurus", "centavo centavos": "centavo", "centime centimes": "centime",
    "lek leks": "ALL", "kina": "PGK", "leone leones": "SLL", "vatu": "VUV", "tala": "WST", "kip": "LAK",
    "rands": "ZAR", "nairas": "NGN",
    "soles": "PEN", "colones": "CRC", "nakfa": "ERN", "maloti": "LSL", "emalangeni": "SZL", "ouguiya ouguiyas": "MRU",
    "tugrik tugriks": "MNT", "afghani afghanis": "AFN", "manat manats": "AZN", "dram drams": "AMD",
    "soum": "UZS", "somoni": "TJS", "denar denars": "MKD", "guarani guaranis": "PYG",
    "boliviano bolivianos": "BOB", "quetzal quetzals quetzales": "GTQ", "lempira lempiras": "HNL",
    "cordoba cordobas": "NIO", "balboa balboas": "PAB", "bolivar bolivars bolivares": "VES", "gourde gourdes": "HTG",
    "rufiyaa": "MVR", "pula": "BWP", "pataca patacas": "MOP", "ngultrum": "BTN", "litas": "LTL", "lats": "LVL",
    "guilder guilders": "NLG", "deutschmark deutschmarks d-marks deutschemarks": "DEM", "markka markkas": "FIM",
    "escudo escudos": "PTE", "peseta pesetas": "ESP", "drachma drachmas": "GRD", "litai": "LTL", "tolar tolars": "SIT",
}  # fmt: skip
# "300 Jamaican dollars": the word for the people before the word for the money.
_NATIONAL: dict[str, str] = {
    "dollar dollars": "us:USD american:USD u.s.:USD canadian:CAD australian:AUD jamaican:JMD singapore:SGD "
    "singaporean:SGD taiwan:TWD taiwanese:TWD fijian:FJD fiji:FJD namibian:NAD zimbabwean:ZWL zimbabwe:ZWL "
    "barbadian:BBD barbados:BBD bahamian:BSD belize:BZD guyanese:GYD guyana:GYD liberian:LRD surinamese:SRD "
    "bermudian:BMD brunei:BND",
    "pound pounds": "british:GBP egyptian:EGP syrian:SYP lebanese:LBP sudanese:SDG irish:IEP turkish:TRY "
    "cypriot:CYP cyprus:CYP israeli:ILS gibraltar:GIP maltese:MTL",
    "franc francs": "swiss:CHF belgian:BEF french:FRF luxembourg:LUF rwandan:RWF burundian:BIF burundi:BIF "
    "congolese:CDF djiboutian:DJF djibouti:DJF guinean:GNF comorian:KMF cfa:XOF malagasy:MGF malian:MLF",
    "krone kroner krona kronor crown crowns kronur": "swedish:SEK norwegian:NOK danish:DKK icelandic:ISK czech:CZK "
    "slovak:SKK estonian:EEK austrian:ATS",
    "koruna korunas koruny": "czech:CZK slovak:SKK", "kroon kroons krooni": "estonian:EEK",
    "rupee rupees": "indian:INR pakistani:PKR pakistan:PKR nepali:NPR nepalese:NPR mauritian:MUR seychelles:SCR "
    "seychellois:SCR",
    "ruble rubles rouble roubles": "russian:RUB belarusian:BYN belarusan:BYN belarussian:BYN soviet:SUR "
    "transnistrian:PRB",
    "peso pesos": "mexican:MXN argentine:ARS argentinian:ARS argentinean:ARS chilean:CLP colombian:COP "
    "philippine:PHP filipino:PHP uruguayan:UYU cuban:CUP dominican:DOP",
    "dinar dinars": "kuwaiti:KWD iraqi:IQD jordanian:JOD bahraini:BHD algerian:DZD tunisian:TND libyan:LYD "
    "serbian:RSD yugoslav:YUM sudanese:SDD macedonian:MKD croatian:HRD",
    "rial rials riyal riyals": "iranian:IRR omani:OMR yemeni:YER saudi:SAR qatari:QAR brazilian:BRL",
    "shilling shillings": "kenyan:KES ugandan:UGX tanzanian:TZS somali:SOS austrian:ATS somaliland:SLS",
    "schilling schillings": "austrian:ATS",
    "dirham dirhams": "moroccan:MAD emirati:AED uae:AED",
    "lira liras lire": "turkish:TRY italian:ITL maltese:MTL syrian:SYP lebanese:LBP",
    "leu lei": "romanian:RON moldovan:MDL", "lev leva levs": "bulgarian:BGN",
    "mark marks": "german:DEM finnish:FIM bosnian:BAM convertible:BAM east:DDM", "kuna kunas kune": "croatian:HRK",
    "som soms soum sum sums": "uzbek:UZS kyrgyz:KGS", "manat manats": "azerbaijani:AZN azeri:AZN turkmen:TMT",
    "won": "korean:KRW", "rand": "african:ZAR", "yen": "japanese:JPY", "yuan": "chinese:CNY",
    "real reais": "brazilian:BRL", "zloty zlotys": "polish:PLN", "forint forints": "hungarian:HUF",
    "shekel shekels": "israeli:ILS", "hryvnia hryvnias": "ukrainian:UAH", "naira": "nigerian:NGN",
    "taka": "bangladeshi:BDT bangladesh:BDT", "ringgit": "malaysian:MYR", "birr": "ethiopian:ETB",
    "cedi cedis": "ghanaian:GHS ghana:GHS", "kwacha": "zambian:ZMW malawian:MWK malawi:MWK", "kyat": "myanmar:MMK",
    "leone leones": "leonean:SLL", "guilder guilders": "dutch:NLG antillean:ANG", "escudo escudos": "portuguese:PTE",
    "peseta pesetas": "spanish:ESP", "drachma drachmas": "greek:GRD", "markka": "finnish:FIM", "baht": "thai:THB",
    "rupiah": "indonesian:IDR", "dong": "vietnamese:VND", "tenge": "kazakh:KZT", "lari": "georgian:GEL",
    "dram drams": "armenian:AMD", "afghani afghanis": "afghan:AFN", "lek leks": "albanian:ALL",
}  # fmt: skip
_TWO_WORDS: dict[str, str] = {
    "new zealand": "NZD dollar dollars", "hong kong": "HKD dollar dollars", "sri lankan": "LKR rupee rupees",
    "south african": "ZAR rand", "south korean": "KRW won", "north korean": "KPW won", "new taiwan": "TWD dollar "
    "dollars",
    "papua new guinean": "PGK kina", "south sudanese": "SSP pound pounds", "saudi arabian": "SAR riyal riyals",
    "new turkish": "TRY lira liras", "east caribbean": "XCD dollar dollars", "trinidad and tobago": "TTD dollar "
    "dollars",
    "central african cfa": "XAF franc francs", "west african cfa": "XOF franc francs", "costa rican": "CRC colon "
    "colons",
    "sierra leonean": "SLL leone leones", "falkland islands": "FKP pound pounds", "cape verdean": "CVE escudo escudos",
}  # fmt: skip
NAMED_CURRENCIES: dict[str, str] = {
    **{f"{nation} {word}": code for words, nations in _NATIONAL.items() for word in words.split()
       for nation, _, code in (pair.partition(":") for pair in nations.split())},
    **{f"{nation} {word}": written.split()[0] for nation, written in _TWO_WORDS.items()
       for word in written.split()[1:]},
    "pounds sterling": "GBP",
    "pound sterling": "GBP", "deutsche marks": "DEM", "deutsche mark": "DEM",
    "greenbacks": "USD", "emirati dirhams": "AED", "convertible marks": "BAM", "uae dirhams": "AED",
}  # fmt: skip
# The hundredth parts of one currency only.
HUNDREDTHS: dict[str, str] = {
    "euro cent": "EUR", "kopeck": "RUB", "kopiyka": "UAH", "grosz": "PLN", "paisa": "INR", "stotinka": "BGN",
    "pfennig": "DEM", "agora": "ILS", "öre": "SEK", "øre": "NOK", "kurus": "TRY", "centime": "CHF", "centavo": "MXN",
    **{f"{code} cent": code for code in ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "JMD", "FJD", "ZAR", "KES", "IEP")},
}  # fmt: skip
# "12 Australian cents": the word for the people before the word for the small money.
_PEOPLES_OF_CENTS: dict[str, str] = {
    "us american u.s.": "USD", "canadian": "CAD", "australian": "AUD", "new zealand": "NZD", "hong kong": "HKD",
    "singapore singaporean": "SGD", "jamaican": "JMD", "fijian": "FJD", "south african": "ZAR", "kenyan": "KES",
}  # fmt: skip
NAMED_SMALL_CHANGE: dict[str, str] = {
    **{f"{people} {word}": f"{code} cent" for peoples, code in _PEOPLES_OF_CENTS.items()
       for people in ([peoples] if code in ("NZD", "HKD", "ZAR") else peoples.split()) for word in ("cent", "cents")},
    "euro cents": "euro cent", "euro cent": "euro cent", "irish pence": "IEP cent",
}  # fmt: skip
# Which country's money a word of several countries is, by what names the country elsewhere in the sentence.
SHARED_CURRENCIES: dict[str, str] = {
    "peso": "mexic:MXN asia:PHP philippin:PHP filipino:PHP manila:PHP argentin:ARS buenos:ARS chile:CLP santiago:CLP "
    "colombia:COP "
    "bogot:COP urugua:UYU montevideo:UYU cuba:CUP havana:CUP dominican:DOP",
    "rupee": "india:INR delhi:INR mumbai:INR pakistan:PKR islamabad:PKR karachi:PKR lahore:PKR nepal:NPR "
    "kathmandu:NPR lanka:LKR colombo:LKR "
    "mauriti:MUR seychell:SCR",
    "franc": "swiss:CHF switzerland:CHF zurich:CHF geneva:CHF france:FRF french:FRF rwanda:RWF kigali:RWF burundi:BIF "
    "belgi:BEF congo:CDF kinshasa:CDF djibouti:DJF senegal:XOF dakar:XOF "
    "ivoir:XOF ivory:XOF abidjan:XOF mali:XOF bamako:XOF burkin:XOF ouagadougou:XOF niger:XOF niamey:XOF benin:XOF "
    "togo:XOF cameroon:XAF yaoundé:XAF gabon:XAF chad:XAF n'djamena:XAF guinea:GNF comor:KMF cfa:XOF",
    "dinar": "serbia:RSD belgrade:RSD kuwait:KWD iraq:IQD baghdad:IQD basra:IQD jordan:JOD amman:JOD bahrain:BHD "
    "manama:BHD algeria:DZD "
    "algiers:DZD tunis:TND libya:LYD tripoli:LYD benghazi:LYD macedonia:MKD",
    "shilling": "kenya:KES nairobi:KES uganda:UGX kampala:UGX tanzania:TZS dodoma:TZS salaam:TZS somali:SOS "
    "mogadishu:SOS austria:ATS "
    "vienna:ATS",
    "rial": "iran:IRR tehran:IRR oman:OMR muscat:OMR yemen:YER sana:YER aden:YER", "riyal": "saudi:SAR riyadh:SAR "
    "qatar:QAR doha:QAR yemen:YER",
    "krone": "norw:NOK oslo:NOK denmark:DKK danish:DKK danes:DKK copenhagen:DKK greenland:DKK nuuk:DKK faroe:DKK",
    "kroner": "norw:NOK oslo:NOK denmark:DKK danish:DKK danes:DKK copenhagen:DKK greenland:DKK nuuk:DKK faroe:DKK",
    "krona": "swed:SEK stockholm:SEK iceland:ISK reykjav:ISK", "koruna": "czech:CZK prague:CZK slovak:SKK", "crown":
    "czech:CZK prague:CZK sweden:SEK swedish:SEK norway:NOK "
    "norwegian:NOK denmark:DKK danish:DKK iceland:ISK estonia:EEK",
    "dirham": "emirat:AED dubai:AED dhabi:AED morocc:MAD rabat:MAD casablanca:MAD marrakesh:MAD", "leu": "romania:RON "
    "bucharest:RON moldov:MDL chişin:MDL chisin:MDL",
    "lei": "romania:RON bucharest:RON moldov:MDL chişin:MDL chisin:MDL", "rouble": "russia:RUB moscow:RUB kremlin:RUB "
    "belarus:BYN minsk:BYN", "ruble": "russia:RUB moscow:RUB kremlin:RUB belarus:BYN minsk:BYN",
    "won": "south:KRW seoul:KRW pyongyang:KPW", "kwacha": "zambia:ZMW lusaka:ZMW malawi:MWK lilongwe:MWK "
    "blantyre:MWK", "manat": "azerbaij:AZN baku:AZN turkmen:TMT ashgabat:TMT",
    "pound": "brit:GBP london:GBP england:GBP scot:GBP wales:GBP egypt:EGP cairo:EGP syria:SYP damascus:SYP "
    "aleppo:SYP leban:LBP beirut:LBP sudan:SDG khartoum:SDG",
    "lira": "turk:TRY istanbul:TRY ankara:TRY leban:LBP beirut:LBP syria:SYP damascus:SYP italy:ITL",
    "dollar": "america:USD jamaica:JMD kingston:JMD zimbabwe:ZWL harare:ZWL",
}  # fmt: skip
# Money that the euro replaced: a country that still has the word for its own goes before ("paid francs in Rwanda").
GONE_CURRENCIES = words_of("FRF BEF LUF ITL ATS DEM NLG ESP PTE GRD FIM IEP EEK SKK SIT HRK")
# ISO codes stand on either side of the figure; words and signs are listed apart.
ISO_CURRENCIES = words_of(
    "usd eur gbp uah jpy cny chf sek nok dkk isk czk huf pln ron bgn rub try inr pkr brl zar krw ils mxn ars clp cop "
    "cad aud nzd hkd sgd aed sar ngn kes egp gel kzt thb idr vnd byn mdl rsd hrk amd azn kwd qar omr jod iqd lbp syp "
    "bdt lkr npr myr php twd ugx tzs ghs etb zmw mad dzd tnd pen uyu jmd irr uzs xof xaf"
)
CURRENCY_SIGNS: dict[str, str] = {
    "us $": "USD", "u.s. $": "USD", "$": "USD", "€": "EUR", "£": "GBP", "₴": "UAH", "¥": "JPY", "₽": "RUB",
    "₹": "INR", "₺": "TRY", "₩": "KRW", "₪": "ILS", "₦": "NGN", "₸": "KZT", "₾": "GEL", "zł": "PLN", "a $": "AUD",
    "au $": "AUD", "c $": "CAD", "ca $": "CAD", "can $": "CAD", "nz $": "NZD", "hk $": "HKD", "s $": "SGD",
    "sg $": "SGD", "r $": "BRL", "nt $": "TWD", "j $": "JMD", "z $": "ZWL", "mx $": "MXN", "e £": "EGP", "ir £": "IEP",
    "aus $": "AUD", "₱": "PHP", "₫": "VND", "฿": "THB", "₭": "LAK", "₮": "MNT", "₡": "CRC", "₲": "PYG", "₵": "GHS",
    "֏": "AMD", "₼": "AZN", "৳": "BDT", "ksh": "KES", "rm": "MYR", "gh ₵": "GHS",
    "kshs": "KES", "usd $": "USD", "$ us": "USD", "kč": "CZK", "rs": "INR", "rs .": "INR", "sfr": "CHF", "rmb": "CNY",
    "tk": "BDT",
    "sh": "KES", "shs": "KES", "r": "ZAR", "n": "NGN", "p": "PHP", "rp": "IDR", "fr": "CHF", "ush": "UGX",
    "ushs": "UGX", "tsh": "TZS", "tshs": "TZS", "skr": "SEK", "nkr": "NOK", "dkr": "DKK", "dm": "DEM",
    "n $": "NAD", "fj $": "FJD",
}  # fmt: skip
# Places where "$" is money of their own, with spaces as "_"; the United States among them. Names that are as often
# a person's or a place's elsewhere are left out ("Regina", "Halifax", "Newcastle").
DOLLARS_OF_PLACES: dict[str, str] = {
    "USD": "America American Americans Washington US U.S U.S. USA States New_York California Texas Florida Pentagon",
    "CAD": "Canada Canada's Canadian Canadians Ottawa Toronto Montreal Montréal Vancouver Calgary Edmonton Winnipeg "
    "Saskatoon Quebec Québec Ontario Manitoba Saskatchewan Alberta British_Columbia B.C "
    "Nova_Scotia New_Brunswick Newfoundland Labrador Prince_Edward_Island P.E.I Nunavut Yukon Northwest_Territories "
    "Mississauga Brampton Gatineau Saguenay Kelowna Nanaimo Moose_Jaw Fredericton Moncton "
    "Charlottetown Iqaluit Whitehorse Yellowknife Sudbury Thunder_Bay Fort_McMurray Lethbridge Medicine_Hat "
    "Red_Deer Prince_George Kamloops St._John's Saint_John Quebecers Albertans Ontarians Hydro-Québec "
    "Parliament_Hill RCMP",
    "AUD": "Australia Australia's Australian Australians Canberra Sydney Melbourne Brisbane Perth Adelaide Hobart "
    "Queensland Victorian Victorians Tasmania Tasmanian New_South_Wales NSW Northern_Territory "
    "Wollongong Geelong Ballarat Bendigo Cairns Townsville Toowoomba Rockhampton Gold_Coast "
    "Sunshine_Coast Launceston Tamworth Dubbo Wagga_Wagga Albury Wodonga Mildura Shepparton Deniliquin Broken_Hill "
    "Alice_Springs Kalgoorlie Bunbury Fremantle Broome Pilbara Parramatta Hunter_Valley Murray-Darling "
    "Lismore Coffs_Harbour Queenslanders",
    "NZD": "New_Zealand New_Zealand's New_Zealander New_Zealanders Auckland Christchurch Dunedin Tauranga "
    "Rotorua Queenstown Invercargill Whangārei Whangarei Palmerston_North Hawke's_Bay Waikato Otago Taranaki "
    "Gisborne Aotearoa Southland",
    "SGD": "Singapore Singapore's Singaporean Singaporeans", "HKD": "Hong_Kong Hong_Kong's Kowloon",
    "TWD": "Taiwan Taiwan's Taiwanese Taipei", "FJD": "Fiji Fiji's Fijian Suva", "NAD": "Namibia Namibia's Windhoek",
    "JMD": "Jamaica Jamaica's Jamaican ", "TTD": "Trinidad Trinidad's Port_of_Spain",
    "BBD": "Barbados Bridgetown", "GYD": "Guyana Guyana's Guyanese", "BSD": "Bahamas Nassau",
    "BND": "Brunei", "SBD": "Solomon_Islands Honiara", "BZD": "Belize Belmopan",
}  # fmt: skip
