"""What pages say to their readers about themselves, whatever wall they are. Data only."""

import re

# Tried on small letters: so Python can skip an alternative by its first letter, which makes them five times faster.
_FLAGS = re.VERBOSE

SHELL_PHRASES = re.compile(
    r"""(?:need|have|must|please)\ (?:to\ )?(?:enable|activate|turn\ on|allow)\ java\ ?script
    | java\ ?script\ (?:is|to\ be|must\ be)\ (?:required|disabled|enabled|not\ enabled|needed|turned\ off)
    | requires?\ java\ ?script | without\ java\ ?script | enable\ java\ ?script\ to
    | (?:old|outdated|unsupported)\ browser | browser\ (?:is\ )?(?:not\ supported|unsupported|out\ of\ date)
    | ^\W*(?:loading|please\ wait|one\ moment|wird\ geladen|laden|chargement|cargando|caricamento|carregando
    |ładowanie|завантаження|загрузка|جار[يٍ]?\ التحميل)\b[\s.…]*
    | java\ ?script\ (?:aktivieren|ist\ deaktiviert|wird\ ben[öo]tigt)
    | aktivieren\ sie\ (?:bitte\ )?java\ ?script | activ(?:er|ez)\ java\ ?script
    | (?:habilit|activ)[ae]r?\ java\ ?script | abilita(?:re)?\ java\ ?script
    | w[łl][ąa]cz\ (?:obs[łl]ug[ęe]\ )?java\ ?script | увімкн\w+\ java\ ?script | включ\w+\ java\ ?script
    | تفعيل\ (?:جافا|java)""",
    _FLAGS,
)
# The elements that scripts fill, empty as they were sent.
SHELL_ROOT = re.compile(
    rb"""<(?:div|main|app-root|section)\b[^>]{0,200}?\bid\s*=\s*["']?(?:root|app|__next|__nuxt|react-root
    |main-app|app-root|mount|gatsby-focus-wrapper|svelte|ember-app|q-app)["']?[^>]{0,200}>\s*+(?:<(?:div|span
    |svg|img|p)\b[^>]{0,300}>[^<]{0,60}(?:</\w+>)?\s*+){0,4}(?:</|<script|<noscript) | <app-root\b""",
    re.IGNORECASE | re.VERBOSE,
)

LANGUAGE_CHOICES = re.compile(
    r"""(?:choose|select|change|pick)\ (?:your\ |a\ |the\ )?(?:preferred\ )?(?:language|country|region|location
    |edition)
    | (?:sprache|land|region)\ (?:ausw[äa]hlen|w[äa]hlen) | w[äa]hlen\ sie\ (?:bitte\ )?(?:ihre\ sprache
    |ihr\ land) | choisi(?:r|ssez)\ (?:votre|la|une)\ (?:langue|pays|r[ée]gion)
    | (?:elija|seleccione|elige|selecciona)\ (?:su|tu|el|un)\ (?:idioma|pa[íi]s)
    | scegli\ (?:la|una)\ (?:tua\ )?lingua | (?:оберіть|виберіть)\ мову | выберите\ язык
    | wybierz\ (?:j[ęe]zyk|kraj) | kies\ (?:uw|je|een)\ (?:taal|land) | اختر\ (?:لغتك|اللغة)""",
    _FLAGS,
)
NOT_IN_LANGUAGE = re.compile(
    r"""(?:not\ (?:yet\ )?(?:been\ )?(?:available|translated)|unavailable|only\ available
    |isn.t\ available)\ (?:\w+\ )?in(?:to)?\ (?:your\ (?:selected\ |chosen\ |preferred\ )?language
    |this\ language|english|german|french|spanish|ukrainian|arabic)
    | nicht\ (?:\w+\ )?(?:auf|in)\ (?:deutsch|englisch|ihrer\ sprache|dieser\ sprache)\b.{0,20}(?:verf[üu]gbar
    |vorhanden) | nur\ (?:auf|in)\ (?:englisch|englischer\ sprache|deutsch)\b.{0,20}verf[üu]gbar
    | pas\ (?:encore\ )?(?:disponible|traduit\w*)\ (?:en|dans)\ (?:fran[çc]ais|anglais|votre\ langue
    |cette\ langue) | no\ (?:est[áa]\ )?disponible\ en\ (?:espa[ñn]ol|ingl[ée]s|su\ idioma|este\ idioma)
    | (?:недоступн\w+|не\ перекладен\w+|лише)\ (?:українською|англійською|вашою\ мовою|цією\ мовою)
    | недоступн\w+\ на\ (?:русском|вашем\ языке) | غير\ متاح\w?\ باللغة""",
    _FLAGS,
)

# Words of pages that speak to their reader about the page itself, and the words they speak to him with: a sentence
# that has one of each is of the wall; one that has only the first may be of an article about walls.
WALL_VOCABULARY = re.compile(
    r"""\b(?:captchas?|robots?|bots?|java\ ?script|cookies?|browsers?|firewall|ip|vpn|proxy|adblock\w*
    |ad\ blocker|access\w*|blocked|security|verif\w+|consent\w*|privacy|partners?|vendors?|preferences?
    |settings?|permission|device|advertis\w+|ads|tracking|personali[sz]\w+
    |subscri\w+|trial|membership|log\ ?in|sign(?:ed|ing)?\ (?:in|up)|account|unlimited|page|url|link|homepage
    |home\ page|search|address|administrator|support|webmaster|website|site|server|request\w*|reload|refresh
    |reference|incident
    |zugriff|zugang|sicherheit\w*|[üu]berpr[üu]f\w+|einwillig\w+|zustimm\w+|datenschutz\w*|einstellung\w*
    |werbung|abonn\w+|abo|anmeld\w+|konto|seite|startseite|suche|adresse|website|webseite|anfrage|partner\w*
    |acc[èe]s|s[ée]curit[ée]|navigateur|consentement|donn[ée]es|partenaires|pr[ée]f[ée]rences|abonn\w+|compte
    |page|accueil|recherche|adresse|site|traceurs
    |acceso|seguridad|navegador|consentimiento|privacidad|socios|preferencias|suscri\w+|cuenta|p[áa]gina|inicio
    |enlace|sitio|b[úu]squeda
    |accesso|sicurezza|consenso|preferenze|abbona\w+|pagina|sito|ricerca|acesso|navega\w+|assina\w+|site
    |consentimento
    |dost[ęe]p\w*|przegl[ąa]dark\w+|prywatno\w+|zgod\w+|prenumerat\w+|stron\w+|ciasteczk\w+|toegang|toestemming
    |abonnement|pagina
    |доступ\w*|браузер\w*|безпек\w+|робот\w*|людин\w+|згод\w+|приватн\w+|конфіденційн\w+|партнер\w+|передплат\w+
    |акаунт\w*|сторінк\w+|сайт\w*|адрес\w+|посиланн\w+|пошук\w*|налаштуван\w+|реклам\w+|cookie|безопасност\w+
    |согласи\w+|подписк\w+|страниц\w+|ссылк\w+
    )\b|الوصول|المتصفح|متصفحك|الأمان|روبوت|الارتباط|الخصوصية|خصوصيتك|موافق\w+|شركا\w+|اشتراك\w*|المشترك\w*
    |الصفحة|الموقع|الرابط|الرئيسية""",
    _FLAGS,
)
ADDRESS = re.compile(
    r"""\b(?:you|your|yours|you.re|we|we.re|our|us|please|i.m|sorry|sie|ihre?[nrsm]?|ihnen|wir|uns|unsere?[nrsm]?|bitte|du
    |dein\w*|dich|dir|vous|votre|vos|nous|notre|nos|veuillez|merci|d[ée]sol[ée]|usted|su|sus|tu|tus|te|nosotros
    |nuestr[oa]s?|por\ favor|lo\ sentimos|tuo|tua|tuoi|noi|nostr[oiae]|per\ favore|ci\ dispiace|voc[êe]|seu|sua|nosso
    |nossa|n[óo]s|ty|tw[óo]j\w*|twoj\w*|my|nasz\w*|prosimy|prosz[ęe]|przepraszamy|u|uw|jij|jouw|je|wij|onze
    |ви|вас|вам|ваш\w*|ми|нас|наш\w*|будь\ ласка|на\ жаль|вы|мы|пожалуйста|к\ сожалению
    )\b|يرجى|الرجاء|أنت|لديك|موقعنا|نحن|عذر|عفو|نأسف|ك\b""",
    _FLAGS,
)
# What a reader is told to do; these words stand in articles as well, so they count only beside the vocabulary.
ORDERS = re.compile(
    r"""\b(?:click|try|go|return|back|visit|check|enable|contact|oops|zur[üu]ck|leider|retour\w*|vuelva|volver|haga|torna
    |voltar|volte|wr[óo][ćc]|terug|helaas|поверніться|повернутися|спробуйте|перейдіть|вернитесь)\b""",
    _FLAGS,
)
CONTINUES_ELSEWHERE = re.compile(
    r"""^\W*(?:continue\ reading|read\ (?:more|on|the\ (?:full|rest))|keep\ reading|full\ (?:story|article)
    |weiterlesen|mehr\ lesen|ganzen\ artikel|lire\ (?:la\ suite|plus)|seguir\ leyendo|leer\ m[áa]s
    |continua(?:re)?\ (?:a\ legger|lettura)|leggi\ tutto|continuar\ (?:lendo|a\ ler)|czytaj\ (?:dalej|wi[ęe]cej)
    |lees\ (?:verder|meer)|читати\ (?:далі|повністю)|читать\ (?:далее|полностью)|اقرأ\ المزيد|تابع\ القراءة)""",
    _FLAGS,
)
