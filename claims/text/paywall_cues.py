"""What paywalls say, in the languages newsrooms meet. Data only."""

import re

# Tried on small letters: so Python can skip an alternative by its first letter, which makes them five times faster.
_FLAGS = re.VERBOSE

# A reader is told, in a block of its own, that the rest costs money or an account.
PHRASES = re.compile(
    r"""(?:subscribe|sign\ up|register|log\ ?in|sign\ in|join|become\ a\ (?:member|subscriber)|create\ (?:an?
    |your)\ (?:free\ )?account|start\ .{0,20}trial)\b.{0,40}\bto\ (?:continue|keep|read\ (?:on|more|the|this
    |full|all)|finish|view\ (?:this|the)|unlock|access\ (?:this|the|all|our))
    | (?:continue|keep)\ reading\ (?:your|this|the)\ (?:article|story)\ with
    | available\ to\ (?:\w+\ ){1,3}(?:members|subscribers)\ only
    | to\ (?:continue|keep)\ reading | to\ read\ (?:the\ (?:full|rest|whole|complete)|this\ (?:article
    |story)\ in\ full|more,?\ (?:subscribe|log|sign|register))
    | (?:continue|keep)\ reading\ (?:with|by|for)\b.{0,40}(?:subscri|trial|account|register|[$€£])
    | want\ to\ read\ more | read\ the\ full\ (?:article|story)\ with
    | (?:for|available\ (?:only\ )?to|exclusive(?:ly)?\ (?:for|to)|reserved\ for|limited\ to
    |open\ to)\ (?:our\ )?(?:paying\ |registered\ |premium\ |digital\ )?(?:subscribers|members)(?:\ only)?
    | (?:subscribers?|members?)[\ -]only
    | (?:this|the)\ (?:is\ (?:a\ )?)?(?:article|content|story|page|feature|report)?\ ?(?:is\ )?(?:only\ )?(?:for
    |available\ to)\ (?:our\ )?(?:subscribers|members) | (?:premium|subscriber|members?.?)(?:-only|-exclusive
    |\ exclusive)?\ (?:article|content|story)
    | (?:free|complimentary|remaining)\ articles?\ (?:this\ month|left|remaining)
    | (?:reached|used|read)\ (?:your|all|the)\ .{0,40}(?:limit|free\ articles?|last\ (?:free\ )?article)
    | (?:article|monthly)\ limit | last\ free\ article
    | unlock\ (?:this\ (?:article|story|post|content)|the\ (?:full|rest\ of\ this|whole)\ (?:article|story|text)
    |full\ access|unlimited|all\ (?:articles|stories|content))
    | (?:get|enjoy)\ (?:full|unlimited|instant)\ (?:digital\ )?access
    | (?:remainder|rest)\ of\ th(?:is|e)\ (?:article|story)\ is | support\ .{0,30}journalism.{0,40}subscri
    | this\ (?:article|post)\ is\ (?:for\ paid|behind)
    | (?:dieser|dieses|der\ (?:ganze|vollst[äa]ndige))\ (?:artikel|text|inhalt
    |beitrag)\ ist\ (?:.{0,30}\ )?(?:nur\ )?(?:f[üu]r|abonnent|exklusiv|kostenpflichtig|pr[äa]mium)
    | (?:nur|exklusiv)\ f[üu]r\ (?:\w+-?)?(?:abonnent|mitglieder|leser|plus|digital)
    | (?:jetzt|um)\ (?:\w+\ ){0,3}(?:weiter(?:zu)?lesen|freischalten) | weiterlesen\ mit
    | mit\ .{2,30}\ weiterlesen | (?:artikel|inhalt)\ freischalten
    | lesen\ sie\ (?:den\ ganzen|diesen)\ (?:artikel|text)\ mit | melden\ sie\ sich\ an.{0,30}(?:lesen|weiter)
    | um\ (?:den|diesen)\ (?:ganzen\ |vollst[äa]ndigen\ )?(?:artikel|text|beitrag)\ (?:\w+\ ){0,3}zu\ lesen
    | (?:article|contenu)\ (?:est\ )?(?:r[ée]serv[ée]|exclusif)\ (?:aux?|[àa])\ | r[ée]serv[ée]e?s?\ (?:[àa]\ nos
    |aux)\ abonn[ée]s | il\ vous\ reste\ .{0,30}(?:[àa]\ (?:lire|d[ée]couvrir)
    |de\ cet\ article) | pour\ (?:lire\ la\ suite|continuer|acc[ée]der\ [àa]|poursuivre)\b
    | la\ suite\ est\ r[ée]serv | abonnez-vous\ pour | d[ée]j[àa]\ abonn[ée].{0,20}connect
    | (?:contenido|art[íi]culo|noticia)\ (?:\w+\ ){0,2}(?:exclusiv[oa]|s[óo]lo|solo|reservad[oa])\ (?:para
    |a)\ .{0,20}(?:suscriptor|socios|abonad) | (?:solo|exclusivo)\ para\ (?:suscriptor|socios|abonad)
    | para\ (?:seguir|continuar)\ leyendo | suscr[íi]b(?:ete|ase)\ (?:para|y\ )(?:\w+\ )?(?:leer|seguir|continu
    |acced)
    | (?:contenuto|articolo)\ .{0,25}(?:riservat[oa]|esclusiv[oa])\ .{0,12}(?:abbonati|iscritti)
    | riservat[oa]\ agli\ (?:abbonati|iscritti) | per\ (?:continuare\ a\ leggere|leggere\ (?:l.articolo|tutto))
    | abbonati\ (?:per|e)\ (?:continu|legg)
    | (?:conte[úu]do|artigo|mat[ée]ria)\ .{0,20}exclusiv[oa]\ para\ (?:assinantes|subscritores)
    | exclusivo\ para\ (?:assinantes|subscritores) | para\ continuar\ (?:lendo|a\ ler)
    | assine\ (?:para|e)\ (?:continu|ler|ter)
    | (?:tre[śs][ćc]|artyku[łl]|tekst)\ .{0,30}(?:tylko\ )?dla\ (?:prenumerator|subskrybent|zalogowan)
    | (?:tylko|wy[łl][ąa]cznie)\ dla\ (?:prenumerator|subskrybent)
    | (?:aby|by)\ (?:czyta[ćc]\ dalej|przeczyta[ćc]\ (?:ca[łl]|dalej)) | czytaj\ dalej.{0,20}prenumerat
    | wykup\ (?:dost[ęe]p|prenumerat)
    | (?:alleen|exclusief)\ voor\ (?:abonnees|leden) | om\ verder\ te\ lezen
    | lees\ verder\ met\ een\ abonnement | (?:f[öo]r|for|kun\ for)\ (?:prenumeranter|abonnenter)
    | l[åa]s\ upp\ artikeln
    | передплат\w+,?\ (?:щоб|та\ читайте) | (?:лише|тільки|доступн\w+)\ (?:для\ )?передплатник\w+
    | (?:лише|тільки)\ для\ (?:підписник|учасник|членів) | щоб\ (?:читати\ далі|продовжити\ читання
    |прочитати\ повн\w+) | (?:матеріал|стаття|текст)\ .{0,25}(?:за\ передплатою|для\ передплатник)
    | (?:только|доступ\w*)\ (?:для\ )?подписчик\w+ | чтобы\ (?:читать\ дальше|продолжить\ чтение
    |прочитать\ полн\w+) | оформите\ подписку
    | (?:للمشتركين|حصري\w*\ للمشتركين|مخصص\ للمشتركين) | (?:اشترك|سجل)\ .{0,20}(?:لمتابعة|لمواصلة|لقراءة)
    | لمتابعة\ القراءة | لمواصلة\ القراءة""",
    _FLAGS,
)
# What is said beside a paywall and in the header of every newspaper alike.
HINT_PHRASES = re.compile(
    r"""already\ a\ (?:subscriber|member) | already\ have\ an\ account | start\ your\ free\ trial
    | cancel\ (?:at\ )?any\ ?time | (?:per|a|/)\ ?(?:week|month|year)\b.{0,40}(?:cancel|then|thereafter|billed)
    | [$€£]\ ?\d+(?:[.,]\d+)?\ (?:per|a|/)\ ?(?:week|month|year) | subscribe\ now
    | see\ (?:all\ )?(?:subscription\ )?(?:options|offers|plans) | choose\ (?:a|your)\ plan
    | bereits\ (?:abonnent|registriert|digital) | jederzeit\ k[üu]ndbar | schon\ (?:abonnent|registriert)
    | im\ ersten\ monat | probemonat | probeabo | (?:€|euro)\ (?:pro|im|/)\ ?(?:woche|monat)
    | d[ée]j[àa]\ (?:abonn[ée]|inscrit) | sans\ engagement | essai\ gratuit | ya\ (?:es|eres)\ suscriptor
    | ya\ estoy\ suscrito | cancela\ cuando | sei\ gi[àa]\ abbonato | j[áa]\ [ée]\ assinante
    | masz\ ju[żz]\ (?:prenumerat|konto) | al\ abonnee
    | вже\ (?:є\ )?(?:передплатник|маєте\ (?:передплату|акаунт)) | уже\ (?:подписчик|есть\ подписка)
    | هل\ أنت\ مشترك | مشترك\ بالفعل""",
    _FLAGS,
)
MARKERS = (
    b"tinypass.com",
    b"piano.io",
    b"poool.fr",
    b"poool-widget",
    b"zephr",
    b"pelcro",
    b"leaky_paywall",
    b"leaky-paywall",
    b"laterpay",
    b"plenigo",
    b"steadyhq",
    b"memberful",
    b"pico.tools",
    b"wallkit",
    b"evolok",
    b"cxense",
    b"arcp.p",
    b"fewcents",
    b"substack-paywall",
    b"ghost-portal",
    b"gh-post-upgrade",
    b"pmpro_content_message",
)
# A class or id of the barrier itself, in the tag that makes it.
NAME = re.compile(
    rb"""(?:class|id|data-testid)\s*=\s*["'][^"'>]{0,120}?(?<!no-)(?<!no_)(?<!non-)(?<!without-)
    (?:pay-?wall|reg-?wall|paywall__|piano-(?:offer|inline|container)|meter(?:ed)?-?(?:wall|limit|content
    |barrier)|subscri(?:be|ber|ption)-?(?:wall|barrier|gate|only|required)|content-?gate|article-?(?:gate
    |barrier)|premium-?(?:wall|barrier|offer|teaser)|offer-?wall|paid-?barrier|aboshop|abo-?(?:wall|schranke)
    |mur-?payant|zone-?abonn|barrera)
    (?!-?(?:free|exempt|disabled|none|off)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
