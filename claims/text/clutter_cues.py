"""Words that open or fill what stands in an article without being part of it, in the languages newsrooms send.

Data only. Each pattern is tried on one short block (``clutter.MAX_CUE_LETTERS``), so none can run long. They were
chosen by looking at what was left over on 990 public pages, not at any set that the reading is measured on.
"""

import re

# Tried on small letters: so Python can skip an alternative by its first letter, which makes them five times faster.
_FLAGS = re.VERBOSE

# "Read also: …" and headings of link lists, at the start of a block.
SEE_ALSO = re.compile(
    r"""^[\W_]*(?:
    read\ (?:also|more|next|the\ full|our|this|here)\b | also\ read | see\ (?:also|more) | more:
    | more\ (?:on|from|about|stories|news|coverage|reading|to\ read)\b
    | related(?:\ (?:stor|article|content|link|post|cover|topic|news|read)|:|$)
    | don.t\ miss | must\ read | recommended(?:\ (?:for|read|stor|article)|:|$)
    | you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested) | further\ reading
    | watch(?:\ (?:now|also|more|below)\b|(?:\ (?:this|live|the\ video))?:) | listen\ (?:to|now|here|:)
    | click\ here | up\ next | trending\b | what\ to\ read\ next
    | le[ae]\ (?:tambi[ée]n|m[áa]s|adem[áa]s) | [lt]e\ puede\ interesar | puede\ interesarle
    | ve[ar]\ (?:tambi[ée]n|adem[áa]s) | mira\ tambi[ée]n | m[áa]s\ (?:noticias|informaci[óo]n|sobre)\b
    | noticias?\ relacionada | tambi[ée]n\ lea | conozca\ m[áa]s | sigue\ leyendo
    | lesen\ sie\ (?:auch|hier|mehr|dazu) | (?:auch|jetzt)\ (?:interessant|lesen)
    | mehr\ (?:zum\ thema|dazu|lesen|themen|zu\ diesem|infos|artikel|aus)
    | weitere?\ (?:artikel|themen|infos|informationen|beitr|meldungen|aktuelle|nachrichten)
    | das\ k[öo]nnte\ (?:sie|dich|euch) | schon\ gelesen | zum\ weiterlesen | lies\ auch | siehe\ auch | passend\ dazu
    | weiterlesen | hier\ (?:geht\ es|geht.s|lesen) | h[öo]ren\ sie\ (?:auch|hier)
    | lire\ (?:aussi|plus|[ée]galement) | [àa]\ lire | voir\ aussi | sur\ le\ m[êe]me\ (?:sujet|th[èe]me)
    | leggi\ (?:anche|tutto) | approfondisci | potrebbe\ interessart
    | le(?:ia|r)\ (?:tamb[ée]m|mais) | veja\ (?:tamb[ée]m|mais) | saiba\ mais
    | czytaj\ (?:te[żz]|tak[żz]e|r[óo]wnie[żz]|wi[ęe]cej|dalej) | zobacz\ (?:te[żz]|tak[żz]e|r[óo]wnie[żz])
    | читайте\ (?:также|також|ещё|еще) | читати\ (?:також|далі) | дивіться\ також | див\.\ також | смотрите\ также
    | по\ теме | за\ темою | більше\ (?:про|новин)
    | lees\ (?:ook|meer|verder) | meer\ over | l[äa]s\ (?:ocks[åa]|mer|även) | les\ (?:ogs[åa]|mer)
    | l[æa]s\ (?:ogs[åa]|mere)
    | اقرأ\ أيض | المزيد\ (?:عن|من)
    )""",
    _FLAGS,
)
# Newsletters, channels, donations: anywhere in a short block.
SIGN_UP = re.compile(
    r"""sign\ up\ (?:for|to|here|now|today) | signing\ up\ (?:for|to) | subscribe\ (?:to|now|here|today) | newsletter
    | get\ the\ (?:latest|best|top)\b.{0,60}(?:inbox|email|phone) | (?:in|into|to)\ your\ (?:inbox|mailbox)
    | follow\ (?:us|me|him|her)\ on | like\ us\ on | join\ (?:us|our)\b | download\ (?:our|the)\ .{0,30}\bapp\b
    | our\ (?:telegram|whatsapp|facebook|youtube)\ (?:channel|group|page) | support\ our\ (?:work|journalism)
    | make\ a\ donation | become\ a\ (?:member|subscriber|supporter) | turn\ on\ notifications | share\ (?:this|on)\b
    | s[íi]gu?[ae]?nos\ en | suscr[íi]b | melden\ sie\ sich | folgen\ sie\ uns | folge\ uns | abonnez | suivez-nous
    | inscrivez-vous | iscriviti | seguici | inscreva-se | siga-nos | zapisz\ si[ęe]
    | підпис(?:уй|атися) | подпис(?:ывай|аться) | nieuwsbrief | schrijf\ je\ in | volg\ ons | nyhetsbrev""",
    _FLAGS,
)
# Who made a picture, at the start of a block.
PICTURE_CREDIT = re.compile(
    r"""^[\W_]*(?:
    (?:(?:title|lead|cover|header|main|featured|top|file|press)[\ -])?
      (?:photo|photograph|image|picture|illustration|graphic|video|screenshot)s?
      (?:(?:\ (?:credits?|by|courtesy|source|via|from))?\s*[:©(/]|\ (?:credits?|by|courtesy|via)\b)
    | credits?\s*: | courtesy\ of
    | (?:titel|beitrags|aufmacher|vorschau|symbol)?(?:fotos?|bild(?:er)?|bildquelle|bildnachweis|grafik)\s*[:©]
    | cr[ée]dits?\ photos? | cr[ée]ditos?\s*: | foto(?:graf[íi]a)?s?\s*(?::|/|de\ ) | fot\. | zdj[ęe]cie\s*:
    | © | \(c\)\  | copyright\b | фото\s*: | all\ rights\ reserved
    )""",
    _FLAGS,
)
# Rights and commissions: anywhere in a short block.
RIGHTS = re.compile(
    r"""all\ rights\ reserved | alle\ rechte\ vorbehalten | todos\ los\ derechos\ reserv | tous\ droits\ r[ée]serv
    | may\ not\ be\ (?:published|reproduced) | copyrighted\ property | affiliate\ (?:links?|commission|partner)
    | we\ (?:may\ )?(?:earn|receive)\ .{0,30}commission""",
    _FLAGS,
)
# Labels that are a whole block.
LABEL = re.compile(
    r"""^[\W_]*(?:
    advertisements? | anzeige | werbung | sponsored(?:\ (?:content|post))? | publicidad | publicit[ée] | pubblicit[àa]
    | reklama | реклама | إعلان
    | story\ continues\ below(?:\ advertisement)? | article\ continues\ (?:below|after).{0,20}
    | continue\ reading.{0,30} | loading | share | print | e-?mail | tweet | \d*\ ?comments?(?:\ \(\d+\))?
    | leave\ a\ (?:comment|reply) | keine\ kommentare | teilen | drucken | compartir | partager
    | advertise\ with\ us.{0,40}
    )[\W_]*$""",
    _FLAGS,
)
# Names of classes and ids, whole words between blanks, "-" and "_".
CLASS_NAME = re.compile(
    r"""(?:^|[\s_-])(?:
    newsletter | recirc | recommend(?:ed|ations?) | read-?more | see-?also | author-?(?:bio|box|info|card)
    | about-?author | bio-?box | saboxplugin | disclosure | disclaimer | copyright | affiliate | promo | sign-?up
    | subscribe
    | advert(?:isement)? | sponsor(?:ed)? | outbrain | taboola | image-?(?:copyright|credit) | photo-?credit
    | most-?(?:read|popular) | trending | visually-?hidden | screen-reader(?:-text)? | sr-only
    )(?:$|[\s_-])""",
    _FLAGS,
)
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
