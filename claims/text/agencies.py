"""News agencies and distributors of press releases, with the names by which pages credit them. Nothing but tables.

A name is written as pages write it, case and all: ``dpa`` is an agency and ``DPA`` is one, ``Dpa`` is not. Ukrainian
and Russian names stand in the cases in which credits use them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency: `key` names it for machines, the first of `names` for people; `language` is its own, by its tag."""

    key: str
    language: str
    names: tuple[str, ...]
    domains: tuple[str, ...] = ()


AGENCIES = (
    Agency("reuters", "en", ("Reuters", "REUTERS", "Thomson Reuters", "Thomson Reuters Foundation", "Reuters Staff",
        "Рейтер", "Рейтерс", "Рейтерз", "路透社", "ロイター", "로이터"), ("reuters.com",)),
    Agency("ap", "en", ("Associated Press", "The Associated Press", "AP", "AP News", "Ассошіейтед Прес",
        "Ассошиэйтед Пресс", "美联社"), ("apnews.com", "ap.org")),
    Agency("afp", "fr", ("AFP", "Agence France-Presse", "Agence France Presse", "Франс Прес", "АФП", "法新社"),
        ("afp.com",)),
    Agency("upi", "en", ("UPI", "United Press International"), ("upi.com",)),
    Agency("bloomberg", "en", ("Bloomberg", "Bloomberg News"), ("bloomberg.com",)),
    Agency("pa", "en", ("PA Media", "Press Association", "PA"), ("pa.media",)),
    Agency("cnn", "en", ("CNN", "CNN Wire", "CNN Newsource"), ("cnn.com",)),
    Agency("aap", "en", ("AAP", "Australian Associated Press"), ("aap.com.au",)),
    Agency("cp", "en", ("The Canadian Press", "Canadian Press", "La Presse canadienne", "CP"),
        ("thecanadianpress.com",)),
    Agency("ips", "en", ("Inter Press Service", "IPS"), ("ipsnews.net",)),
    Agency("dpa", "de", ("dpa", "DPA", "Deutsche Presse-Agentur"), ("dpa.com",)),
    Agency("epd", "de", ("epd", "Evangelischer Pressedienst"), ("epd.de",)),
    Agency("kna", "de", ("KNA", "Katholische Nachrichten-Agentur"), ("kna.de",)),
    Agency("apa", "de", ("APA", "Austria Presse Agentur"), ("apa.at",)),
    Agency("keystone-sda", "de", ("Keystone-SDA", "Keystone-ATS", "SDA", "ATS"), ("keystone-sda.ch",)),
    Agency("belga", "nl", ("Belga",), ("belga.press", "belganewsagency.eu")),
    Agency("anp", "nl", ("ANP",), ("anp.nl",)),
    Agency("ansa", "it", ("ANSA",), ("ansa.it",)),
    Agency("adnkronos", "it", ("Adnkronos", "ADNKRONOS"), ("adnkronos.com",)),
    Agency("efe", "es", ("EFE", "Agencia EFE"), ("efe.com",)),
    Agency("europapress", "es", ("Europa Press", "EUROPA PRESS"), ("europapress.es",)),
    Agency("lusa", "pt", ("Lusa", "LUSA", "Agência Lusa"), ("lusa.pt",)),
    Agency("agencia-brasil", "pt", ("Agência Brasil",), ("agenciabrasil.ebc.com.br", "ebc.com.br")),
    Agency("estadao-conteudo", "pt", ("Estadão Conteúdo",), ()),
    Agency("pap", "pl", ("PAP", "Polska Agencja Prasowa"), ("pap.pl",)),
    Agency("ctk", "cs", ("ČTK", "CTK", "Czech News Agency"), ("ctk.cz", "ceskenoviny.cz")),
    Agency("tasr", "sk", ("TASR",), ("tasr.sk", "teraz.sk")),
    Agency("mti", "hu", ("MTI",), ("mti.hu",)),
    Agency("agerpres", "ro", ("Agerpres", "AGERPRES"), ("agerpres.ro",)),
    Agency("bta", "bg", ("BTA", "БТА"), ("bta.bg",)),
    Agency("hina", "hr", ("Hina", "HINA"), ("hina.hr",)),
    Agency("tanjug", "sr", ("Tanjug", "Танјуг"), ("tanjug.rs",)),
    Agency("ntb", "nb", ("NTB",), ("ntb.no",)),
    Agency("tt", "sv", ("TT Nyhetsbyrån", "TT"), ("tt.se",)),
    Agency("ritzau", "da", ("Ritzau", "/ritzau/"), ("ritzau.dk", "ritzau.com")),
    Agency("stt", "fi", ("STT",), ("stt.fi",)),
    Agency("bns", "lt", ("BNS",), ("bns.lt", "bns.ee", "bns.lv")),
    Agency("elta", "lt", ("ELTA",), ("elta.lt",)),
    Agency("leta", "lv", ("LETA",), ("leta.lv",)),
    Agency("ukrinform", "uk", ("Укрінформ", "Укрінформу", "Укрінформом", "Укрінформі", "Ukrinform", "Укринформ",
        "Укринформа"), ("ukrinform.ua", "ukrinform.net", "ukrinform.com")),
    Agency("interfax-ukraine", "uk", ("Інтерфакс-Україна", "Інтерфакс-Україною", "Інтерфаксу-Україна",
        "Інтерфакс-України", "ІНТЕРФАКС-УКРАЇНА", "Interfax-Ukraine", "Interfax Ukraine", "Интерфакс-Украина"),
        ("interfax.com.ua",)),
    Agency("unian", "uk", ("УНІАН", "УНІАНу", "УНІАНом", "UNIAN", "УНИАН"), ("unian.ua", "unian.net", "unian.info")),
    Agency("unn", "uk", ("УНН", "UNN", "Українські Національні Новини"), ("unn.ua",)),
    Agency("tass", "ru", ("TASS", "ТАСС", "ТАССу", "ITAR-TASS", "ИТАР-ТАСС", "塔斯社"), ("tass.ru", "tass.com")),
    Agency("ria", "ru", ("RIA Novosti", "РИА Новости", "РІА Новини", "РІА «Новини»", "РИА «Новости»"),
        ("ria.ru", "rian.ru")),
    Agency("interfax", "ru", ("Interfax", "Интерфакс", "ИНТЕРФАКС", "Інтерфакс", "Інтерфаксу"),
        ("interfax.ru", "interfax.com")),
    Agency("belta", "ru", ("БЕЛТА", "BelTA", "БелТА"), ("belta.by",)),
    Agency("anadolu", "tr", ("Anadolu", "Anadolu Agency", "Anadolu Ajansı", "AA"), ("aa.com.tr",)),
    Agency("xinhua", "zh", ("Xinhua", "Xinhua News Agency", "新华社", "新華社", "Сіньхуа", "Синьхуа"),
        ("xinhuanet.com", "news.cn")),
    Agency("cna", "zh", ("中央社", "中新社", "中国新闻社"), ()),
    Agency("kyodo", "ja", ("Kyodo", "KYODO", "Kyodo News", "共同", "共同通信"), ("kyodonews.net", "kyodonews.jp")),
    Agency("jiji", "ja", ("Jiji", "Jiji Press", "時事", "時事通信"), ("jiji.com",)),
    Agency("yonhap", "ko", ("Yonhap", "Yonhap News Agency", "연합뉴스"), ("yna.co.kr",)),
    Agency("pti", "en", ("PTI", "Press Trust of India"), ("ptinews.com",)),
    Agency("ani", "en", ("ANI",), ("aninews.in",)),
    Agency("ians", "en", ("IANS",), ("ians.in",)),
    Agency("bernama", "ms", ("Bernama", "BERNAMA"), ("bernama.com",)),
    Agency("antara", "id", ("ANTARA", "Antara"), ("antaranews.com",)),
    Agency("irna", "fa", ("IRNA",), ("irna.ir",)),
    Agency("wafa", "ar", ("WAFA",), ("wafa.ps",)),
    Agency("spa", "ar", ("SPA", "Saudi Press Agency"), ("spa.gov.sa",)),
    Agency("wam", "ar", ("WAM",), ("wam.ae",)),
    Agency("notimex", "es", ("Notimex", "NTX"), ()),
    Agency("telam", "es", ("Télam",), ("telam.com.ar",)),
    Agency("nan", "en", ("NAN", "News Agency of Nigeria"), ("nannews.ng",)),
)  # fmt: skip

# What parts the name of a distributor of press releases from the text: "LONDON, Nov. 20, 2024 /PRNewswire/ --".
RELEASE_WIRES = {
    "PRNewswire": "pr-newswire",
    "PR Newswire": "pr-newswire",
    "PRNewswire-USNewswire": "pr-newswire",
    "BUSINESS WIRE": "business-wire",
    "Business Wire": "business-wire",
    "GLOBE NEWSWIRE": "globe-newswire",
    "GlobeNewswire": "globe-newswire",
    "ACCESSWIRE": "accesswire",
    "ACCESS Newswire": "accesswire",
    "EIN Presswire": "ein-presswire",
    "EINPresswire": "ein-presswire",
    "Newswire": "newswire",
    "PRWEB": "prweb",
    "news aktuell": "news-aktuell",
    "ots": "news-aktuell",
}

# What stands before the agency on a line of its own, by language; matched without regard to case.
CREDIT_CUES = {
    "en": ("by", "source", "sources", "from", "with", "with agencies", "courtesy of", "text", "story by", "report by",
           "edited from", "additional reporting by", "with reporting by", "with reporting from", "with inputs from",
           "with input from", "with files from", "with material from", "with information from", "written with"),
    "uk": ("джерело", "джерела", "за матеріалами", "за матеріалами агентства", "за повідомленням", "за інформацією",
           "за даними", "матеріал", "текст"),
    "ru": ("источник", "источники", "по материалам", "по сообщению", "текст"),
    "de": ("quelle", "quellen", "von", "mit material von", "mit material der", "mit agenturmaterial von", "text",
           "mit informationen von"),
    "fr": ("source", "sources", "par", "avec", "avec l'", "d'après"),
    "es": ("fuente", "fuentes", "por", "con información de", "con", "redacción", "texto"),
    "it": ("fonte", "fonti", "di", "con"),
    "pt": ("fonte", "fontes", "por", "com", "com informações de", "com informações da"),
    "pl": ("źródło", "źródła", "za", "autor", "oprac."),
    "nl": ("bron", "bronnen", "door"),
    "zh": ("来源", "來源", "出典", "출처"),
    "sv": ("källa", "källor", "av", "kilde", "kilder"),
}  # fmt: skip

# A line with one of these credits a picture, not the words.
PICTURE_WORDS = (
    "photo", "photos", "photograph", "picture", "image", "images", "getty", "file", "handout", "video", "graphic",
    "фото", "зображення", "світлина", "відео", "изображение", "видео", "foto", "bild", "imago", "vidéo", "imagen",
    "zdjęcie", "caption", "pool", "via reuters", "via ap",
)  # fmt: skip

# How Ukrainian words for public bodies begin, besides those that `languages/uk.py` reads as organisations.
UKRAINIAN_BODY_STEMS = (
    "служб", "комітет", "комісі", "генштаб", "генеральн", "штаб", "управлін", "банк", "університет", "інститут",
    "рада", "ради", "раді", "організаці", "мінфін", "міноборон", "мінекон", "мінсоц", "мінʼюст", "мінюст", "мінагро",
    "агенці", "фонд", "прокуратур", "поліці", "асоціаці", "центр", "бюро", "департамент", "дснс", "моз", "мвс", "мон",
    "мінцифри", "офіс", "інспекці", "адміністраці", "корпораці", "компані", "видан", "газет", "телеканал",
)  # fmt: skip

# Short and whole names of one body; the first of each pair is the one compared.
BODY_ALIASES = {
    "en": (
        ("ICRC", "International Committee of the Red Cross"),
        ("UN", "United Nations"),
        ("EU", "European Union"),
        ("UNHCR", "UN refugee agency"),
        ("BLS", "Bureau of Labor Statistics"),
        ("ONS", "Office for National Statistics"),
        ("NHS", "National Health Service"),
        ("FBI", "Federal Bureau of Investigation"),
        ("CDC", "Centers for Disease Control and Prevention"),
        ("FDA", "Food and Drug Administration"),
        ("MoD", "Ministry of Defence"),
    ),
    "uk": (
        ("Держстат", "Державна служба статистики"),
        ("Держстат", "Державна служба статистики України"),
        ("МОЗ", "Міністерство охорони здоровʼя"),
        ("МОЗ", "Міністерство охорони здоровʼя України"),
        ("МВС", "Міністерство внутрішніх справ"),
        ("МЗС", "Міністерство закордонних справ"),
        ("Міноборони", "Міністерство оборони"),
        ("Міноборони", "Міністерство оборони України"),
        ("Мінфін", "Міністерство фінансів"),
        ("Генштаб", "Генеральний штаб"),
        ("Генштаб", "Генеральний штаб ЗСУ"),
        ("Генштаб", "Генеральний штаб Збройних сил України"),
        ("Генштаб", "Генштаб ЗСУ"),
        ("НБУ", "Національний банк України"),
        ("НБУ", "Нацбанк"),
        ("НБУ", "Національний банк"),
        ("ДСНС", "Державна служба з надзвичайних ситуацій"),
        ("СБУ", "Служба безпеки України"),
        ("ООН", "Організація Обʼєднаних Націй"),
        ("ВООЗ", "Всесвітня організація охорони здоровʼя"),
    ),
}
