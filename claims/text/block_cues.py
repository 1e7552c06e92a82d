"""What refusals and checks for robots say, in the languages newsrooms meet. Data only.

``*_TITLES`` must match a whole part of a title or heading ("Access denied" of "Access denied | Site"); an article about
such pages says more than that. ``*_PHRASES`` are looked for in single sentences.
"""

import re

# Tried on small letters: so Python can skip an alternative by its first letter, which makes them five times faster.
_FLAGS = re.VERBOSE

TITLES = re.compile(
    r"""(?:
    just\ a\ moment | one\ moment(?:,\ please)? | please\ wait | one\ more\ step
    | attention\ required | access\ denied
    | access\ (?:to\ this\ (?:page|site|website)\ (?:has\ been\ |is\ )?)?(?:denied|blocked|restricted|forbidden)
    | (?:error\ )?(?:40[135]|429|50[0234])(?:\ error)?(?:[\ :–-]+(?:forbidden|unauthorized|access\ denied
    |too\ many\ requests|
      service\ (?:temporarily\ )?unavailable|bad\ gateway|gateway\ time-?out|internal\ server\ error))?
    | forbidden | unauthorized | too\ many\ requests | service\ (?:temporarily\ )?unavailable | bad\ gateway
    | (?:internal\ )?server\ error | temporarily\ unavailable | (?:site\ )?(?:is\ )?under\ maintenance
    | error:?\ the\ request\ could\ not\ be\ satisfied | request\ (?:rejected|blocked|unsuccessful)
    | (?:sorry,?\ )?you\ (?:have\ been|are|were)\ blocked | blocked | ip\ (?:address\ )?blocked
    | are\ you\ (?:a\ )?(?:robot|human) | robot\ check | bot\ (?:check|verification|detection) | captcha
    | (?:human|security|browser|ddos)\ (?:verification|check|checkpoint|challenge|protection)(?:\ (?:required
    |by\ .{2,20}))?
    | client\ challenge | vercel\ security\ checkpoint | sucuri\ website\ firewall | ddos-guard
    | (?:please\ )?verify(?:ing)?\ (?:that\ )?you(?:.re|\ are)\ (?:a\ )?human | verification\ required
    | verify\ yourself
    | checking\ your\ browser(?:\ before\ .{3,40})? | making\ sure\ you.?re\ not\ a\ bot | pardon\ our\ interruption
    | nur\ einen\ moment | einen\ moment(?:,?\ bitte)? | zugriff\ (?:verweigert|gesperrt|blockiert)
    | sicherheits(?:pr[üu]fung|[üu]berpr[üu]fung)
    | sind\ sie\ ein\ (?:roboter|mensch) | zugang\ (?:verweigert|gesperrt)
    | un\ instant | veuillez\ patienter | acc[èe]s\ (?:refus[ée]|interdit|bloqu[ée])
    | v[ée]rification\ de\ s[ée]curit[ée]
    | un\ momento | acceso\ (?:denegado|bloqueado|prohibido) | verificaci[óo]n\ de\ seguridad
    | comprobando\ su\ navegador
    | un\ attimo | accesso\ (?:negato|bloccato) | um\ momento | s[óo]\ um\ momento | acesso\ (?:negado|bloqueado)
    | chwileczk[ęe] | odmowa\ dost[ęe]pu | dost[ęe]p\ (?:zabroniony|zablokowany) | een\ moment(?:\ geduld)?
    | toegang\ geweigerd
    | [åa]tkomst\ nekad | adgang\ n[æe]gtet | eri[şs]im\ engellendi | bir\ dakika\ l[üu]tfen
    | зачекайте(?:\ хвилинку)? | хвилинку | доступ\ (?:до\ сайту\ )?(?:заборонено|обмежено|заблоковано)
    | перевірка\ (?:безпеки|браузера)
    | подождите | один\ момент | доступ\ (?:к\ сайту\ )?(?:запрещ[её]н|ограничен|заблокирован)
    | проверка\ (?:безопасности|браузера)
    | لحظة | تم\ رفض\ الوصول | الوصول\ (?:مرفوض|محظور) | تم\ حظر\ الوصول | 请稍候
    | 访问被拒绝 | しばらくお待ちください | アクセスが拒否されました
    )""",
    _FLAGS,
)
PHRASES = re.compile(
    r"""checking\ (?:your\ browser|if\ the\ site\ connection)
    | verif(?:y|ying)\ (?:that\ )?you(?:.re|\ are)\ (?:a\ )?(?:human|not\ a\ (?:ro)?bot)
    | (?:please\ )?(?:enable|turn\ on|allow)\ (?:javascript|js)\ and\ (?:allow\ )?cookies
    | (?:disable|turn\ off)\ (?:any\ |your\ )?ad\ ?-?blockers?
    | unusual\ (?:traffic|activity)\ (?:from|coming|has\ been) | suspicious\ activity\ (?:from|has)
    | you\ (?:don.t|do\ not)\ have\ permission\ to\ access | access\ to\ this\ (?:page|site|website
    |resource)\ (?:has\ been|was|is)\ (?:denied|blocked|restricted)
    | (?:make|be)\ sure\ (?:that\ )?you(?:.re|\ are)\ (?:not\ a\ (?:ro)?bot|human)
    | (?:you(?:.re|\ are)|know\ you(?:.re|\ are))\ not\ a\ (?:ro)?bot
    | (?:type|enter)\ the\ (?:characters|letters|text|code)\ (?:you\ see|below|shown)
    | (?:being|been|are)\ rate[\ -]limited
    | has\ (?:banned|blocked)\ you | this\ process\ is\ automatic | redirect\ to\ your\ requested
    | (?:we.ll|will)\ be\ back\ (?:soon|shortly|online) | (?:performing|undergoing|down\ for)\ (?:\w+\ )?maintenance
    | (?:are\ you|you\ (?:are|must\ be))\ (?:over|at\ least|of\ legal)\ (?:\d\d|age)
    | age[\ -](?:restricted|verification)
    | request\ unsuccessful | incapsula\ incident | (?:complete|solve)\ (?:the|this|a)\ (?:captcha|puzzle
    |challenge|security\ check)
    | (?:prove|confirm)\ (?:that\ )?you(?:.re|\ are)\ (?:not\ a\ (?:ro)?bot|(?:a\ )?human) | i.m\ not\ a\ robot
    | press\ (?:&|and)\ hold
    | you\ (?:have\ been|were|are)\ (?:temporarily\ )?blocked
    | your\ ip(?:\ address)?\ (?:has\ been|is|was)\ (?:temporarily\ )?(?:blocked|banned|blacklisted)
    | this\ website\ is\ using\ a\ security\ service | protect\ (?:itself|this\ (?:web)?site
    |our\ (?:web)?site)\ (?:from|against)\ (?:online\ attacks|bots|malicious)
    | think(?:\ that)?\ you\ (?:are|might\ be|may\ be)\ a\ (?:ro)?bot
    | automated\ (?:requests|access|traffic|tools)\ (?:from|to|on)\ (?:your|this|our)
    | something\ about\ your\ browser\ made\ us | super-?human\ speed | requested\ url\ was\ rejected
    | support\ id\ is | ray\ id
    | (?:the\ )?request\ (?:could\ not\ be\ satisfied|was\ blocked|has\ been\ blocked)
    | too\ many\ (?:connections|requests)\ (?:from\ (?:your|this)|in\ a\ short)
    | your\ access\ to\ this\ (?:site|service)\ has\ been | not\ (?:yet\ )?available\ in\ your\ (?:country
    |region|location|area)
    | (?:unavailable|blocked)\ (?:for\ legal\ reasons|in\ your\ (?:country|region))
    | cannot\ grant\ you\ access | gdpr.{0,80}cannot\ (?:be\ )?(?:grant|access)
    | reference\ (?:\#|number|id)\W*[0-9a-f.]{6,} | slide\ (?:right\ )?to\ (?:secure|verify|complete)
    | unblock\ your\ access
    | (?:site|server|service)\ is\ (?:temporarily|currently)\ (?:unavailable|down|overloaded|under\ maintenance
    |undergoing)
    | [üu]berpr[üu]f(?:en|ung).{0,30}(?:ihre[nrs]?\ browser|mensch|verbindung)
    | best[äa]tigen\ sie.{0,30}(?:mensch|kein\ (?:ro)?bot)
    | (?:kein|nicht\ ein)\ roboter\ sind | ungew[öo]hnliche[nr]?\ (?:datenverkehr|aktivit[äa]t|zugriffe)
    | (?:zugriff|zugang)\ (?:auf\ .{0,40}\ )?(?:wurde|ist)\ (?:.{0,20}\ )?(?:verweigert|gesperrt|blockiert
    |eingeschr[äa]nkt) | ihre\ (?:anfrage|ip-adresse)\ wurde.{0,20}(?:blockiert|gesperrt|abgelehnt)
    | aktivieren\ sie\ (?:bitte\ )?javascript\ und\ cookies
    | v[ée]rifi(?:ez|ons|cation).{0,40}(?:humain|robot|navigateur|connexion) | pas\ un\ robot
    | trafic\ (?:inhabituel|suspect) | acc[èe]s\ .{0,30}(?:a\ [ée]t[ée]|est)\ (?:bloqu[ée]|refus[ée]|restreint)
    | activ(?:er|ez)\ javascript\ et\ les\ cookies
    | (?:verifi(?:car|que|camos|cando)|comprobando|confirme).{0,40}(?:humano|robot|navegador|conexi[óo]n)
    | no\ (?:es|soy|eres)\ un\ robot | tr[áa]fico\ (?:inusual|sospechoso)
    | acceso\ .{0,30}(?:ha\ sido|est[áa]|fue)\ (?:bloqueado|denegado|restringido)
    | habilite\ javascript\ y\ (?:las\ )?cookies
    | non\ (?:sei|è|sono)\ un\ robot | traffico\ (?:insolito|anomalo) | verifica(?:re)?\ (?:che|di).{0,30}uman
    | accesso\ .{0,30}(?:è\ stato|negato|bloccato)
    | (?:não|nao)\ (?:é|sou)\ um\ rob[ôo] | tr[áa]fego\ incomum | acesso\ .{0,30}(?:foi|está)\ (?:bloqueado|negado)
    | nie\ jeste[śs]\ robotem | potwierd[źz].{0,40}(?:człowiek|robot)
    | dost[ęe]p\ .{0,40}(?:zablokowan|zabronion|ograniczon) | nietypowy\ ruch
    | geen\ robot | ongebruikelijk\ verkeer | toegang\ .{0,30}(?:geweigerd|geblokkeerd)
    | inte\ [äa]r\ en\ robot | robot\ olmad[ıi][ğg][ıi]n[ıi]z[ıi]
    | (?:підтверд(?:іть|жуємо)|перевір(?:те|яємо)|доведіть).{0,40}(?:людин|робот|браузер|підключення)
    | не\ робот | незвичайн\w+\ (?:трафік|активність)
    | доступ\ (?:до\ .{0,40}\ )?(?:було\ )?(?:заборонено|обмежено|заблоковано)
    | вашу?\ (?:ip-)?(?:адресу|запит)\ .{0,20}заблоковано
    | (?:подтвердите|проверяем|докажите).{0,40}(?:человек|робот|браузер)
    | подозрительн\w+\ (?:трафик|активность) | доступ\ (?:к\ .{0,40}\ )?(?:был\ )?(?:запрещ[её]н|ограничен
    |заблокирован)
    | увімкніть\ javascript\ (?:та|і)\ cookie | включите\ javascript\ и\ cookie
    | لست\ روبوت | أنك\ (?:إنسان|بشر) | حركة\ (?:مرور\ )?غير\ (?:عادية|معتادة)
    | تم\ (?:حظر|رفض)\ (?:الوصول|وصولك|عنوان|طلبك) | التحقق\ من\ (?:المتصفح|متصفحك|أنك)
    | 验证您是(?:真人|人类) | 您的访问.{0,10}(?:拒绝|阻止) | ロボットではありません""",
    _FLAGS,
)
# Marks that only a challenge or a refusal carries; scripts of the same vendors run on ordinary pages too.
MARKERS = (
    (
        "Cloudflare",
        (
            b"_cf_chl_opt",
            b"cf-browser-verification",
            b"cf-error-details",
            b"cf-challenge-running",
            b"challenge-error-text",
            b"cf-chl-widget",
        ),
    ),
    ("Akamai", (b"errors.edgesuite.net", b"sec-if-cpt-container", b"/_sec/cp_challenge")),
    ("DataDome", (b"captcha-delivery.com",)),
    ("HUMAN", (b'id="px-captcha"', b"id='px-captcha'", b"px-captcha-wrapper")),
    ("Imperva", (b"Incapsula incident ID", b"_Incapsula_Resource?CWUDNSAI", b"hcaptcha-incapsula")),
    ("AWS WAF", (b"window.gokuProps", b"awsWafCookieDomainList", b"AwsWafIntegration.saveReferrer")),
    ("Sucuri", (b"Sucuri WebSite Firewall", b"sucuri_cloudproxy_js", b"cloudproxy@sucuri.net")),
    ("DDoS-Guard", (b"/.well-known/ddos-guard/", b"ddos-guard.net/s/ddos")),
    ("Kasada", (b"KPSDK.now", b"window.KPSDK=")),
    ("Radware", (b"perfdrive.com", b"validate.perfdrive")),
    ("Anubis", (b".within.website/x/cmd/anubis", b"anubis_challenge")),
    ("Fastly", (b"_fs-ch-", b"/_fs-ch")),
    ("Vercel", (b"/.well-known/vercel/security",)),
    ("Wordfence", (b"Generated by Wordfence", b"wfBlockedPage")),
)
# Scripts and forms that ordinary pages carry as well: they count only where nothing else stands on the page.
HINTS = (
    b"/cdn-cgi/challenge-platform/",
    b"js.datadome.co",
    b"_pxAppId",
    b"perimeterx",
    b"_Incapsula_Resource",
    b"awswaf.com",
    b"ddos-guard",
    b"g-recaptcha",
    b"h-captcha",
    b"cf-turnstile",
    b"hcaptcha.com/1/api.js",
    b"challenges.cloudflare.com",
    b"qrator",
    b"arkoselabs",
    b"geetest",
    b"_abck",
    b"friendlycaptcha",
    b"smartcaptcha",
)
