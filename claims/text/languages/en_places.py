"""English names of countries, their capitals, great cities, regions, seas and rivers. Nothing but tables."""

from claims.text.words import words_of

_COUNTRIES = words_of(
    "afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain "
    "bangladesh barbados belarus belgium belize benin bhutan bolivia botswana brazil brunei bulgaria burundi "
    "cambodia cameroon canada chad chile china colombia comoros congo croatia cuba cyprus czechia denmark djibouti "
    "dominica ecuador egypt eritrea estonia eswatini ethiopia fiji finland france gabon gambia georgia germany ghana "
    "greece grenada guatemala guinea guinea-bissau guyana haiti honduras hungary iceland india indonesia iran iraq "
    "ireland israel italy jamaica japan jordan kazakhstan kenya kiribati kosovo kuwait kyrgyzstan laos latvia lebanon "
    "lesotho liberia libya liechtenstein lithuania luxembourg madagascar malawi malaysia maldives mali malta "
    "mauritania mauritius mexico micronesia moldova monaco mongolia montenegro morocco mozambique myanmar namibia "
    "nauru nepal netherlands nicaragua niger nigeria norway oman pakistan palau palestine panama paraguay peru "
    "philippines poland portugal qatar romania russia rwanda samoa senegal serbia seychelles singapore slovakia "
    "slovenia somalia spain sudan suriname sweden switzerland syria taiwan tajikistan tanzania thailand togo tonga "
    "tunisia turkey türkiye turkmenistan tuvalu uganda ukraine uruguay uzbekistan vanuatu venezuela vietnam yemen "
    "zambia zimbabwe timor-leste us u.s. usa u.s.a. uk u.k. uae u.a.e. drc britain england scotland wales ussr burma "
    "swaziland czechoslovakia yugoslavia somaliland transnistria abkhazia"
) | frozenset(
    (
        "united states", "united states of america", "united kingdom", "great britain", "northern ireland",
        "russian federation", "soviet union", "north korea", "south korea", "saudi arabia", "south africa",
        "south sudan", "new zealand", "sri lanka", "costa rica", "el salvador", "ivory coast", "côte d'ivoire",
        "cote d'ivoire", "sierra leone", "burkina faso", "united arab emirates", "czech republic", "north macedonia",
        "bosnia and herzegovina", "bosnia", "herzegovina", "papua new guinea", "dominican republic",
        "central african republic", "democratic republic of the congo", "democratic republic of congo",
        "republic of the congo", "antigua and barbuda", "cape verde", "cabo verde", "east timor", "equatorial guinea",
        "holy see", "vatican", "vatican city", "marshall islands", "solomon islands", "saint lucia", "st lucia",
        "saint kitts and nevis", "saint vincent and the grenadines", "san marino", "sao tome and principe",
        "trinidad and tobago", "trinidad", "hong kong", "macau", "puerto rico", "greenland", "faroe islands",
        "falkland islands", "falklands", "cayman islands", "channel islands", "isle of man", "west germany",
        "east germany",
    )
)  # fmt: skip
_CAPITALS = words_of(
    "abuja accra algiers amman amsterdam ankara antananarivo apia ashgabat asmara astana asunción asuncion athens "
    "baghdad baku bamako bangkok banjul beijing beirut belgrade belmopan berlin bern berne bishkek bissau bogotá "
    "bogota brasília brasilia bratislava brazzaville bridgetown brussels bucharest budapest cairo canberra caracas "
    "castries chișinău chisinau colombo conakry copenhagen dakar damascus dhaka dodoma doha dublin dushanbe freetown "
    "funafuti gaborone geneva georgetown gitega guatemala hanoi harare havana helsinki honiara islamabad jakarta "
    "jerusalem juba kabul kampala kathmandu khartoum kigali kingston kinshasa kyiv kiev libreville lilongwe lima "
    "lisbon ljubljana lomé lome london luanda lusaka madrid majuro malabo male managua manama manila maputo maseru "
    "mbabane minsk mogadishu monrovia montevideo moroni moscow muscat nairobi nassau naypyidaw ndjamena n'djamena "
    "niamey nicosia nouakchott oslo ottawa ouagadougou paramaribo paris podgorica prague praia pretoria pristina "
    "pyongyang quito rabat reykjavik reykjavík riga riyadh rome roseau sanaa sana'a santiago sarajevo seoul skopje "
    "sofia stockholm sucre suva taipei tallinn tarawa tashkent tbilisi tegucigalpa tehran thimphu tirana tokyo tripoli "
    "tunis ulaanbaatar vaduz valletta victoria vienna vientiane vilnius warsaw washington wellington windhoek "
    "yamoussoukro yaoundé yaounde yerevan zagreb"
) | frozenset(
    (
        "abu dhabi", "addis ababa", "andorra la vella", "bandar seri begawan", "buenos aires", "cape town", "the hague",
        "hague", "guatemala city", "kuala lumpur", "kuwait city", "la paz", "mexico city", "new delhi", "panama city",
        "phnom penh", "port louis", "port moresby", "port of spain", "port-au-prince", "porto-novo", "port vila",
        "san josé", "san jose", "san salvador", "santo domingo", "são tomé", "tel aviv", "sri jayawardenepura kotte",
        "washington dc", "washington d.c.", "st john's", "nuku'alofa",
    )
)  # fmt: skip
_CITIES = words_of(
    "aleppo alexandria amritsar antwerp athlone atlanta auckland austin avdivka bakhmut baltimore bangalore barcelona "
    "basel basra belfast belgorod benghazi bergen bilbao birmingham bologna bombay bordeaux boston brighton brisbane "
    "bristol brno bruges bucha buffalo calais calcutta calgary cambridge cardiff casablanca chennai chernihiv "
    "chernivtsi chernobyl chicago chornobyl christchurch cincinnati cleveland cluj cologne cork coventry crimea dallas "
    "danang darwin delhi denver derby detroit dnipro donetsk dortmund dover dresden dubai dubrovnik dundee durban "
    "düsseldorf dusseldorf edinburgh edmonton eindhoven esbjerg essen exeter fallujah florence frankfurt fukushima "
    "galway gaza gdansk gdańsk genoa ghent giza glasgow gothenburg granada graz grenoble grozny guadalajara guangzhou "
    "haifa halifax hamburg hanover hebron heidelberg hiroshima homs houston hull hyderabad indianapolis innsbruck "
    "ipswich irpin istanbul ivano-frankivsk izium izmir jeddah johannesburg kandahar karachi katowice kaunas kazan "
    "kharkiv kharkov kherson khmelnytskyi kirkuk klaipeda kolkata kraków krakow kramatorsk kryvyi kumasi kupiansk "
    "kyoto lagos lahore lausanne leeds leicester leipzig lille limerick linz liverpool lucerne luhansk lutsk lviv lyon "
    "lyons makhachkala malaga malmö malmo manchester mandalay maribor mariupol marrakesh marseille mecca medina "
    "melbourne melitopol memphis miami milan milwaukee minneapolis mombasa montreal mosul mumbai munich murmansk "
    "mykolaiv nagasaki nanjing nantes naples narva nashville newcastle nikopol norwich nottingham novosibirsk odesa "
    "odessa omaha oporto orlando osaka oxford palermo palmyra perth peshawar philadelphia phoenix pisa pittsburgh "
    "plymouth pokrovsk poltava portland porto portsmouth potsdam poznan poznań przemysl raqqa ramallah ravenna rivne "
    "rostov rotterdam rouen salzburg samara samarkand sapporo sarajevo seattle sevastopol seville shanghai sheffield "
    "shenzhen simferopol sloviansk smolensk southampton srebrenica stalingrad strasbourg stuttgart sumy surat "
    "sunderland "
    "swansea sydney szeged tampere tampa tangier tartu ternopil thessaloniki tikrit timbuktu toronto toulouse trieste "
    "turin turku tyre uppsala utrecht uzhhorod valencia vancouver varna venice verdun verona vinnytsia vladivostok "
    "volgograd winnipeg wrocław wroclaw wuhan yalta yangon yekaterinburg york zaporizhzhia zhytomyr zurich zürich "
    "canterbury lancaster hamilton kinshasa ankara aarhus aberdeen adelaide"
) | frozenset(
    (
        "new york", "new york city", "los angeles", "san francisco", "san diego", "san antonio", "las vegas",
        "new orleans", "salt lake city", "kansas city", "oklahoma city", "st louis", "st. louis", "st petersburg",
        "st. petersburg", "saint petersburg", "rio de janeiro", "são paulo", "sao paulo", "ho chi minh city",
        "bila tserkva",
        "quebec city", "kryvyi rih", "nizhny novgorod", "tel aviv", "port sudan", "cox's bazar", "khan younis",
        "khan yunis", "baton rouge", "west point", "silicon valley", "hollywood", "cebu city", "novi sad",
        "sharm el sheikh",
    )
)  # fmt: skip
_REGIONS = words_of(
    "america europe africa asia antarctica oceania eurasia scandinavia siberia caucasus balkans baltics caribbean "
    "mediterranean arctic sahel sahara maghreb mesopotamia donbas donbass crimea transcarpathia galicia volhynia "
    "bavaria saxony "
    "brandenburg tyrol lombardy sicily sardinia tuscany catalonia andalusia normandy brittany corsica provence alsace "
    "flanders wallonia silesia moravia bohemia transylvania anatolia kurdistan kashmir punjab gujarat kerala bengal "
    "tibet xinjiang sichuan guangdong hubei yunnan manchuria hokkaido honshu okinawa sumatra java borneo bali sulawesi "
    "papua tasmania queensland victoria darfur tigray oromia amhara biafra kivu katanga zanzibar chechnya dagestan "
    "ingushetia tatarstan bashkortostan kamchatka sakhalin kaliningrad karelia lapland crete rhodes lesbos majorca "
    "ibiza cornwall devon dorset kent essex sussex surrey norfolk suffolk yorkshire lancashire cumbria northumberland "
    "ulster munster connacht quebec ontario alberta manitoba saskatchewan newfoundland labrador yukon nunavut "
    "alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana "
    "iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana "
    "nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming "
    "manhattan brooklyn patagonia amazonia yucatan chiapas sinaloa jalisco bahia pernambuco gibraltar guantanamo guam "
    "bermuda balochistan waziristan helmand algarve ardennes dolomites hebrides orkney shetland cotswolds "
    "peloponnese levant negev sinai ruhr saarland sindh rakhine aceh mindanao luzon"
) | frozenset(
    (
        "middle east", "far east", "near east", "north africa", "west africa", "east africa", "southern africa",
        "sub-saharan africa", "horn of africa", "central asia", "southeast asia", "south-east asia", "south asia",
        "east asia", "central europe", "eastern europe", "western europe", "northern europe", "southern europe",
        "latin america", "south america", "north america", "central america", "west bank", "gaza strip",
        "golan heights",
        "east jerusalem", "nagorno-karabakh", "south ossetia", "western sahara", "inner mongolia", "new caledonia",
        "new south wales", "new england", "new jersey", "new mexico", "new hampshire", "north carolina",
        "south carolina", "north dakota", "south dakota", "west virginia", "rhode island", "british columbia",
        "nova scotia", "new brunswick", "prince edward island", "great lakes", "west midlands", "east midlands",
        "midlands", "home counties", "lower saxony", "north rhine-westphalia", "upper austria", "western ukraine",
        "eastern ukraine", "southern ukraine", "uttar pradesh", "tamil nadu", "baltic states", "baltic sea",
        "black sea", "red sea", "dead sea", "north sea", "caspian sea", "south china sea", "east china sea",
        "sea of azov",
        "sea of japan", "irish sea", "barents sea", "adriatic", "aegean", "persian gulf", "gulf of mexico",
        "gulf of aden", "gulf", "english channel", "channel", "bay of bengal", "strait of hormuz", "taiwan strait",
        "atlantic", "pacific", "atlantic ocean", "pacific ocean", "indian ocean", "arctic ocean", "southern ocean",
        "suez canal", "panama canal", "bosphorus", "dardanelles", "kerch strait", "snake island", "mount everest",
        "everest", "alps", "himalayas", "andes", "carpathians", "pyrenees", "urals", "rockies",
    )
)  # fmt: skip
_MORE = words_of(
    "picardy champagne madeira azores canaries dalmatia istria slavonia burgundy lorraine aquitaine languedoc "
    "savoy jura vendée auvergne gascony piedmont umbria apulia calabria liguria veneto aragon castile asturias "
    "extremadura murcia navarre alentejo carinthia styria thuringia hesse saxony-anhalt holstein schleswig "
    "pomerania masuria mazovia bukovina wallachia dobruja thrace macedonia epirus attica thessaly cyclades "
    "anatolia cappadocia palawan visayas luzon java assam bihar odisha rajasthan haryana maharashtra karnataka "
    "telangana goa ladakh sikkim manipur nagaland khyber baluchistan helmand herat ghazni kunduz nangarhar "
    "anbar nineveh idlib latakia deraa daraa hama aden hodeidah marib taiz hadramawt kordofan darfur el-fasher "
    "puntland jubaland afar gambella casamance katsina borno kaduna kano ituri kasai nampula natal gauteng "
    "transkei antofagasta atacama chubut mendoza tucumán bahia ceará amazonas roraima pará veracruz oaxaca "
    "guerrero michoacán tamaulipas sonora chihuahua tabasco laos funchal salto antwerp picton merthyr "
    "marrakech zadar rijeka ostrava kosice košice pecs szczecin lublin lodz łódź bydgoszcz toruń iasi iași "
    "constanta constanța brasov timisoara plovdiv burgas patras heraklion larissa durres ohrid mostar tuzla "
    "kragujevac gomel brest vitebsk grodno klaipėda liepaja pärnu oulu vaasa umeå örebro linköping trondheim "
    "stavanger tromsø odense aalborg groningen maastricht leuven namur liège charleroi reims dijon metz rennes "
    "perpignan avignon nîmes ajaccio bastia cádiz córdoba vigo santander pamplona coimbra braga parma modena "
    "brescia bergamo padua cagliari catania messina siena livorno regensburg bremen kiel rostock erfurt "
    "magdeburg mannheim mainz aachen klagenfurt lugano wolverhampton bradford middlesbrough grimsby carlisle "
    "luton slough swindon torquay inverness stirling wrexham lisburn derry londonderry kilkenny waterford "
    "sligo drogheda tralee fresno sacramento oakland tucson albuquerque wichita tulsa louisville knoxville "
    "chattanooga raleigh savannah spokane tacoma boise anchorage honolulu rochester albany hartford saskatoon "
    "moncton fredericton whitehorse hobart launceston ballarat bendigo geelong cairns wollongong dunedin "
    "tauranga rotorua kisumu eldoret mwanza arusha bujumbura goma bukavu lubumbashi bulawayo beira lubango "
    "huambo ibadan enugu maiduguri zinder agadez kidal oran annaba sfax misrata tobruk sirte aswan luxor suez "
    "ismailia asyut hurghada basrah najaf karbala samarra erbil sulaymaniyah mashhad isfahan tabriz shiraz "
    "quetta multan faisalabad rawalpindi sialkot lucknow kanpur nagpur pune bhopal indore patna varanasi "
    "jaipur jodhpur chandigarh srinagar guwahati imphal chittagong chattogram sylhet rangoon hpakant pattaya "
    "phuket haiphong surabaya bandung medan makassar denpasar davao cebu iloilo busan incheon daegu nagoya "
    "sendai kobe tianjin chongqing chengdu xi'an harbin dalian qingdao urumqi lhasa kashgar almaty shymkent "
    "karaganda bukhara gyumri batumi kutaisi sukhumi stepanakert rosario valparaíso concepción guayaquil "
    "cuenca medellín barranquilla cartagena maracaibo arequipa cusco trujillo iquitos recife fortaleza manaus "
    "belém curitiba monterrey tijuana puebla acapulco cancún juárez "
) | frozenset(
    (
        "low tatras", "high tatras", "mozambique channel", "el obeid", "el fasher", "bidi bidi", "le mans",
        "merthyr tydfil", "minas gerais", "mato grosso", "rio grande do sul", "baja california", "santa cruz",
        "ciudad juárez", "ciudad juarez", "san pedro sula", "puerto montt", "punta arenas", "buenaventura",
        "la plata", "mar del plata", "belo horizonte", "porto alegre", "santa fe", "fort worth", "corpus christi",
        "long beach", "san jose", "palm beach", "key west", "des moines", "st paul", "little rock", "green bay",
        "grand rapids", "fort mcmurray", "prince george", "thunder bay", "gold coast", "alice springs",
        "palmerston north", "cap-haïtien", "cap haitien", "el paso", "el alto", "la guaira", "ras tanura",
        "port harcourt", "dar es salaam", "burao", "port elizabeth", "east london", "el geneina", "el arish",
        "sidi bouzid", "beni mellal", "ain el-hilweh", "deir ez-zor", "deir al-zor", "deir al-balah",
        "beit hanoun", "beit lahia", "bint jbeil", "mazar-i-sharif", "lashkar gah", "dera ismail khan",
        "cooch behar", "da nang", "da lat", "nha trang", "chiang mai", "chiang rai", "koh samui", "kota kinabalu",
        "johor bahru", "general santos", "banda aceh", "bay of biscay", "gulf of bothnia", "gulf of finland",
        "gulf of thailand", "gulf of guinea", "gulf of tonkin", "gulf of oman", "gulf of suez", "gulf of aqaba",
        "gulf of california", "gulf of alaska", "gulf of carpentaria", "strait of gibraltar", "strait of malacca",
        "malacca strait", "strait of dover", "bering strait", "bass strait", "cook strait", "bab el-mandeb",
        "bab al-mandab", "bristol channel", "tasman sea", "coral sea", "timor sea", "andaman sea", "arabian sea",
        "ionian sea", "tyrrhenian sea", "ligurian sea", "aegean sea", "adriatic sea", "norwegian sea",
        "greenland sea", "kara sea", "laptev sea", "bering sea", "okhotsk sea", "yellow sea", "philippine sea",
        "java sea", "celtic sea", "sulu sea", "beaufort sea", "weddell sea", "ross sea", "labrador sea",
        "sargasso sea", "caribbean sea", "mediterranean sea", "sea of marmara", "sea of okhotsk", "white sea",
        "hudson bay", "baffin bay", "dnieper delta", "mekong delta", "niger delta", "nile delta", "danube delta",
        "canary islands", "balearic islands", "aland islands", "åland", "lofoten", "svalbard", "spitsbergen",
        "novaya zemlya", "kuril islands", "senkaku islands", "spratly islands", "paracel islands",
        "aleutian islands", "galápagos", "galapagos", "galápagos islands", "galapagos islands", "easter island",
        "christmas island", "norfolk island", "cook islands", "virgin islands", "turks and caicos", "são miguel",
        "gran canaria", "tenerife", "lanzarote", "fuerteventura", "la palma", "mount etna", "etna", "vesuvius",
        "mont blanc", "matterhorn", "kilimanjaro", "tatras", "apennines", "sierra nevada", "appalachians",
        "ozarks", "black forest", "lake district", "peak district", "east anglia", "scottish highlands",
        "outer hebrides", "isle of wight", "isle of skye",
    )
)  # fmt: skip
# Counties, cantons, provinces and other parts of countries.
_COUNTIES = words_of(
    "antrim armagh carlow cavan clare donegal fermanagh kerry kildare laois leitrim longford louth mayo meath monaghan "
    "offaly roscommon tipperary tyrone westmeath wexford wicklow bedfordshire berkshire buckinghamshire cambridgeshire "
    "cheshire derbyshire gloucestershire hampshire herefordshire hertfordshire huntingdonshire leicestershire "
    "lincolnshire merseyside middlesex northamptonshire nottinghamshire oxfordshire rutland shropshire somerset "
    "staffordshire teesside tyneside warwickshire wearside wiltshire worcestershire aberdeenshire argyll ayrshire "
    "fife lanarkshire lothian moray perthshire anglesey carmarthenshire ceredigion conwy denbighshire flintshire "
    "glamorgan gwent gwynedd monmouthshire pembrokeshire powys snowdonia eryri ticino valais vaud aargau thurgau "
    "vorarlberg burgenland salzkammergut voivodina vojvodina liaoning shandong hebei henan hunan shaanxi shanxi fujian "
    "zhejiang jiangsu jiangxi anhui guizhou gansu ningxia qinghai hainan heilongjiang jilin guangxi telemark rogaland "
    "vestland nordland finnmark skåne småland dalarna gotland jutland zealand funen bornholm frisia drenthe gelderland "
    "overijssel limburg brabant utrecht groningen hainaut luxembourg tarn gironde dordogne ardèche aude hérault "
    "finistère morbihan calvados landes corrèze cantal oise aisne galveston hastings gettysburg"
)
PLACES = _COUNTRIES | _CAPITALS | _CITIES | _REGIONS | _MORE | _COUNTIES

# Rivers are no places, what is named after one is: "the Mekong basin".
RIVERS = words_of(
    "danube dnieper dniester volga nile rhine elbe oder vistula thames seine loire rhône rhone tagus amur ganges indus "
    "brahmaputra mekong yangtze euphrates tigris zambezi limpopo orinoco amazon mississippi missouri colorado hudson "
    "potomac severn trent tyne mersey clyde tweed shannon liffey don desna pripyat bug prut tisza sava drava drina "
    "neva ob yenisei lena jordan litani murray darling niger volta congo senegal okavango "
    "orange po tiber arno ebro douro "
    "guadalquivir garonne moselle meuse main neckar weser spree inn vltava columbia ohio tennessee yukon mackenzie "
    "fraser paraná parana uruguay magdalena irrawaddy salween ayeyarwady chao krishna godavari yamuna kosi kura "
    "aras oxus amu syr wye tay ouse swat omo tana lualaba rufiji kagera narmada sutlej hari irtysh ural oka kama"
)
LANDS_OF_RIVERS = words_of("basin valley delta estuary watershed floodplain")
# "in Second Street", "at Schiphol Airport": built things, institutions and waters are none.
NOT_PLACE_HEADS = words_of(
    "street avenue square airport road lane boulevard bridge stadium hospital university college school station tower "
    "palace cathedral church mosque museum theatre theater hotel prison court hall river house abbey line motorway "
    "highway arena jail market cemetery farm mine"
)
# "Ask Angola": a verb that begins the sentence.
IMPERATIVES = words_of("ask take see visit consider imagine blame watch unlike like only even meanwhile today yet once")
# "the New Zealand dollar", "the Hong Kong dollar".
MONEY_OF_PLACES = words_of("dollar dollars")
DISTANCES = words_of("kilometres kilometers km miles metres")
# "a writer in Die Saat": a paper.
WRITTEN = words_of(
    "writer writing wrote written article editorial column essay interview review published appeared columnist critic "
    "study paper letter reporter report reported starred starring role performed"
)
# "El Obeid", "La Rochelle": a capital makes them part of the name.
HEADS_OF_NAMES = words_of("el la le al bin den du da di")

# What a name of so many words ends with where it stands behind "at", "to" or "from".
LAST_OF_PLACES = words_of(
    "cove creek beach hill hills falls canyon pass plateau archipelago channel basin lagoon reef cape heights springs "
    "harbour harbor forest woods marsh moor fjord glacier volcano junction crossing ridge point rapids dunes"
)
# "deals in Flemish drawings": adjectives of peoples, before a noun.
PEOPLE_ENDINGS = ("ish", "ese", "ian", "ean")
# A name behind one of these is where something is.
BEFORE_PLACES = words_of("in near outside around off across through throughout into above below beyond along inside")
# "the mayor of Szeged": what stands before "of".
PLACE_OWNERS = words_of(
    "mayor city town village port island islands region province state capital outskirts north south east west centre "
    "center suburb suburbs district streets governor bishop archbishop coast siege battle bombing shelling residents "
    "people county municipality north-east north-west south-east south-west parts hills shores occupation annexation "
    "invasion archdiocese diocese harbour harbor borough territory resident native natives villagers inhabitants "
    "townspeople citizens"
)
# "the line between Norwell and Ashby": what joins two towns.
LINES = words_of(
    "passengers section track railway services service buses motorway railroad highway roads pipeline lines journeys "
    "journey distance cable canal"
)
# Kings and queens have the names of their lands for their own.
ROYAL = words_of("king queen prince princess emperor empress tsar duke duchess earl bishop archbishop saint st")
# "a stake in Rooke", "put $2m into Rooke": what money goes into is a firm.
INVESTED = words_of(
    "stake stakes share shares invested invest invests investing investment investments holding holdings investor "
    "investors confidence trust faith belief interest million billion bn m"
)
# What is called after a place is none: "the Oslo convention", "the Moscow index".
CALLED_AFTER_PLACES = words_of(
    "convention conventions protocol protocols treaty accord accords agreement agreements pact declaration statute "
    "charter memorandum process index exchange summit club format plan initiative principles"
)
# Names after a preposition that are no places: tongues, times, bodies that a capital is all we know of.
NOT_PLACES = words_of(
    "english french german spanish russian ukrainian chinese arabic latin dutch polish italian portuguese turkish "
    "earth mars venus neptune jupiter saturn mercury uranus pluto covid covid-19 parliament "
    "congress christmas easter ramadan god internet twitter facebook instagram telegram "
    "tiktok youtube whatsapp google microsoft islam christianity judaism nazism communism gdp brexit passover diwali "
    "lent mass january march gmt bst est cet formula olympics"
)
# "flew to Caracas": who goes or is sent somewhere.
MOVED_TO = words_of(
    "descent ascent climb flew fly flies flying travel travelled traveled travelling travels went go goes going "
    "gone sent send sends "
    "exports "
    "export exported road line flight flights route way trip trips visit visits return returned returns moved "
    "move fled "
    "march marched drove sail sailed sailing train trains ferry bus link deported extradited delivered shipped "
    "deliveries shipments evacuated taken brought came aid bound close next"
)
# "a letter from Smith": what people send, and no place does.
SENT = words_of(
    "letter message call email statement quote report money donation donations gift help support question questions "
    "words comment comments response reply"
)
# "economists at Norbank": who works at a body.
WORKING = words_of(
    "economist economists analyst analysts researcher researchers scientist scientists professor staff workers "
    "employees engineers engineer lawyers shares jobs executive executives manager managers director partner fellow "
    "lecturer journalist strategist head chief boss editor editors spokesman spokeswoman sales profits"
)
# "Greater Manchester", "Northern Italy".
PARTS_OF_PLACES = words_of(
    "greater inner outer central northern southern eastern western upper lower north south east west"
)
