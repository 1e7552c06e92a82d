"""What consent walls say, in the languages newsrooms meet. Data only.

``*_TITLES`` must match a whole part of a title or heading ("Access denied" of "Access denied | Site"); an article about
such pages says more than that. ``*_PHRASES`` are looked for in single sentences.
"""

import re

# Tried on small letters: so Python can skip an alternative by its first letter, which makes them five times faster.
_FLAGS = re.VERBOSE

TITLES = re.compile(
    r"""(?:
    before\ you\ continue(?:\ to\ .{2,40})? | (?:your\ )?(?:privacy|cookie|consent)s?(?:\ (?:choices|settings
    |preferences|options|notice|wall|consent|gate|manager|center|centre))
    | (?:we\ (?:value|respect|care\ about)\ )your\ privacy | cookie\ ?wall | (?:cookie\ )?consent
    | manage\ (?:cookies|consent|your\ (?:privacy|cookies))
    | (?:this\ (?:web)?site\ )?uses?\ cookies | cookies\ on\ .{3,40} | your\ (?:privacy|data),?\ your\ choice
    | privacy\ gate
    | datenschutz(?:einstellungen|-?hinweis|pr[äa]ferenzen)?
    | cookie-?(?:einstellungen|hinweis|einwilligung|zustimmung) | zustimmung(?:\ erforderlich)?
    | einwilligung | mit\ werbung\ (?:weiter)?lesen | ihre\ privatsph[äa]re(?:\ ist\ uns\ wichtig)?
    | privatsph[äa]re(?:-?einstellungen)?
    | (?:gestion|param[èe]tres|politique)\ (?:des|de)\ (?:vos\ )?cookies | votre\ vie\ priv[ée]e
    | respect\ de\ votre\ vie\ priv[ée]e | consentement
    | (?:configuraci[óo]n|aviso|pol[íi]tica)\ de\ (?:las\ )?cookies | su\ privacidad(?:\ .{3,30})?
    | tu\ privacidad(?:\ .{3,30})?
    | (?:impostazioni|informativa)\ (?:sui|dei)\ cookie | la\ tua\ privacy(?:\ .{3,30})? | privacidade
    | a\ sua\ privacidade(?:\ .{3,30})?
    | (?:ustawienia|polityka)\ (?:plik[óo]w\ )?(?:cookies?|prywatno[śs]ci)
    | (?:twoja|szanujemy\ twoj[ąa])\ prywatno[śs][ćc] | privacy-?(?:instellingen|voorkeuren)
    | cookie-?(?:instellingen|melding|voorkeuren)
    | налаштування\ (?:файлів\ )?(?:cookie|приватності|конфіденційності)
    | ваша\ (?:приватність|конфіденційність) | файли\ cookie
    | настройки\ (?:файлов\ )?(?:cookie|конфиденциальности) | ваша\ конфиденциальность
    | إعدادات\ (?:ملفات\ تعريف\ الارتباط|الخصوصية) | خصوصيتك(?:\ .{2,30})?
    )""",
    _FLAGS,
)
PHRASES = re.compile(
    r"""(?:we|who)\ (?:value|respect|care\ about)\ your\ privacy
    | we\ and\ our\ (?:\d+\ )?(?:\w+\ )?(?:partners|vendors|suppliers)
    | our\ (?:\d+\ )?(?:\w+\ )?(?:partners|vendors)\ (?:store|use|process|and|may|access)
    | (?:accept|allow|reject|decline|refuse|agree\ to)\ (?:and\ continue|all|cookies|only\ necessary|optional
    |non-essential) | accept\ (?:&|and)\ (?:continue|close)
    | (?:continue|proceed)\ without\ (?:accepting|agreeing) | (?:necessary|essential)\ cookies\ only
    | strictly\ necessary
    | manage\ (?:your\ |my\ )?(?:preferences|choices|options|settings|cookies|consent)
    | (?:cookie|privacy|consent)\ (?:settings|preferences|choices|options)
    | (?:we|site|website|page|our\ partners)\ (?:and\ our\ partners\ )?uses?\ (?:\w+\ )?cookies
    | cookie\ (?:policy|notice) | before\ you\ continue
    | (?:give|withdraw|withhold|change|need|require|ask\ for)\ (?:us\ )?your\ (?:consent|choice|permission)
    | your\ (?:consent|privacy)\ (?:choices|preferences|settings|is|matters)
    | with\ your\ (?:agreement|consent|permission)
    | consent\ to\ (?:the\ use|our|these|this|all|cookies|personalised) | legitimate\ interests?
    | (?:store|access)\ (?:and/or\ access\ )?information\ on\ (?:a|your)\ device | list\ of\ (?:partners|vendors)
    | personali[sz]ed\ (?:ads|advertising|content) | (?:pay|subscribe)\ (?:or|to)\ (?:ok|accept|consent|reject
    |read\ without) | (?:free\ )?with\ (?:ads|advertising)\ and\ (?:cookies|tracking)
    | click(?:ing)?\ .{0,3}(?:i\ agree|accept|agree|ok|got\ it) | by\ continuing\ to\ (?:use|browse)
    | alle(?:s)?\ (?:cookies\ )?(?:akzeptieren|ablehnen|zulassen|annehmen)
    | (?:akzeptieren|zustimmen)\ und\ (?:weiter|schlie[ßs]en)
    | (?:wir\ und\ )?unsere\ (?:\d+\ )?partner\ | (?:verwenden|nutzen|setzen)\ (?:wir\ )?.{0,20}cookies
    | cookie-?(?:einstellungen|richtlinie|hinweis)
    | einstellungen\ (?:verwalten|anpassen) | ihre\ (?:einwilligung|zustimmung|privatsph[äa]re)
    | berechtigte[sn]?\ interesse | mit\ (?:werbung|tracking)\ (?:und\ (?:cookies|tracking)\ )?(?:weiter|nutzen
    |lesen) | personalisierte\ (?:werbung|anzeigen) | informationen\ auf\ (?:einem|ihrem)\ ger[äa]t
    | datenschutzerkl[äa]rung | werbefrei
    | (?:tout|tous)\ (?:accepter|refuser) | accepter\ (?:et\ (?:continuer|fermer)|les\ cookies)
    | continuer\ sans\ accepter | nos\ (?:\d+\ )?partenaires | utilis(?:ons|e|ent)\ des\ (?:cookies|traceurs)
    | g[ée]rer\ (?:mes|les|vos)\ (?:choix|cookies|pr[ée]f[ée]rences)
    | param[ée]tr(?:er|es\ des)\ (?:mes\ )?(?:cookies|choix) | votre\ (?:consentement|vie\ priv[ée]e|accord)
    | int[ée]r[êe]t\ l[ée]gitime | publicit[ée]s?\ personnalis[ée]e?s?
    | (?:aceptar|rechazar)\ (?:todo|todas|y\ continuar|cookies|las\ cookies)
    | (?:nosotros\ y\ )?nuestros\ (?:\d+\ )?socios | utiliza(?:mos)?\ cookies | usamos\ cookies
    | (?:configurar|gestionar)\ (?:las\ )?(?:cookies|opciones|preferencias) | su\ (?:consentimiento|privacidad)
    | tu\ (?:consentimiento|privacidad) | inter[ée]s\ leg[íi]timo
    | (?:se\ )?accett(?:a|are|i|ando)\ (?:tutt[io]|e\ (?:continua|chiudi)|i\ cookie) | pubblicità\ profilata
    | rifiuta\ (?:tutt[io]|i\ cookie)
    | (?:noi\ e\ )?i\ nostri\ (?:\d+\ )?partner | utilizz(?:a|iamo)\ (?:i\ )?cookie
    | gestisci\ (?:le\ )?(?:preferenze|opzioni|cookie) | (?:il\ tuo|tuo)\ consenso | legittimo\ interesse
    | aceitar\ (?:tod[oa]s|e\ continuar|cookies) | rejeitar\ tod[oa]s
    | (?:nossos|nós\ e\ os\ nossos)\ (?:\d+\ )?parceiros | (?:utiliza|usa)(?:mos)?\ (?:os\ )?cookies
    | o\ seu\ consentimento
    | (?:akceptuj[ęe]?|zaakceptuj|odrzu[ćc])\ (?:wszystk\w+|i\ (?:przejd|zamknij))
    | (?:my\ i\ )?nasi\ (?:\d+\ )?(?:zaufani\ )?partnerzy | (?:u[żz]ywamy
    |korzystamy\ z)\ (?:plik[óo]w\ )?(?:cookies?|ciasteczek) | pliki?\ cookies?
    | twoj[aąe]\ (?:prywatno[śs][ćc]|zgod[ayęe]) | zarz[ąa]dzaj\ (?:opcjami|ustawieniami|zgodami|preferencjami)
    | przejd[źz]\ do\ serwisu
    | alles\ (?:accepteren|weigeren) | (?:wij\ en\ )?onze\ (?:\d+\ )?partners | (?:gebruiken|gebruikt)\ cookies
    | uw\ (?:toestemming|privacy) | jouw\ (?:toestemming|privacy)
    | (?:acceptera|godk[äa]nn|accepter|godta)\ alle?a? | vi\ (?:anv[äa]nder|bruger|bruker)\ cookies
    | t[üu]m[üu]n[üu]\ (?:kabul\ et|reddet)
    | використову\w+\ (?:файли\ )?(?:cookie|кукі) | (?:прийняти|відхилити|погодитися\ з)\ (?:все|всі|усі|файли)
    | (?:ми\ та\ )?наші\ (?:\d+\ )?партнери | файл\w*\ (?:cookie|кукі)
    | (?:вашу?|ваша)\ (?:згод[аиу]|приватність|конфіденційність)
    | налаштува\w+\ (?:файлів\ )?(?:cookie|параметр\w+|згод\w*) | законний\ інтерес
    | использу\w+\ (?:файлы\ )?(?:cookie|куки) | (?:принять|отклонить)\ (?:все|всё)
    | (?:мы\ и\ )?наши\ (?:\d+\ )?партн[её]ры | файл\w*\ (?:cookie|куки) | ваше\ согласие
    | (?:قبول|رفض|أوافق\ على)\ (?:الكل|الجميع|جميع|كل) | ملفات\ تعريف\ الارتباط | نحن\ وشركاؤنا | شركائنا
    | موافقتك | خصوصيتك | إدارة\ (?:الخيارات|التفضيلات|الإعدادات)""",
    _FLAGS,
)
# Pages made of the wall alone; the banners of the same vendors stand on ordinary pages.
HINTS = (
    b"onetrust",
    b"optanon",
    b"sourcepoint",
    b"sp_message",
    b"sp-prod.net",
    b"privacy-mgmt.com",
    b"didomi",
    b"cookiebot",
    b"quantcast",
    b"qc-cmp",
    b"usercentrics",
    b"trustarc",
    b"truste",
    b"consentmanager",
    b"iubenda",
    b"borlabs",
    b"axeptio",
    b"cookieyes",
    b"cookiefirst",
    b"tarteaucitron",
    b"fundingchoices",
    b"contentpass",
    b"complianz",
    b"klaro",
    b"osano",
    b"__tcfapi",
    b"guce.",
    b"consent.google",
    b"consent.yahoo",
    b"cmp.",
)
