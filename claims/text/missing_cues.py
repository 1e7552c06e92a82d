"""What pages say that were not found, in the languages newsrooms meet. Data only.

``*_TITLES`` must match a whole part of a title or heading ("Access denied" of "Access denied | Site"); an article about
such pages says more than that. ``*_PHRASES`` are looked for in single sentences.
"""

import re

# Tried on small letters: so Python can skip an alternative by its first letter, which makes them five times faster.
_FLAGS = re.VERBOSE

TITLES = re.compile(
    r"""(?:(?:oops|ups|uh-oh|sorry|hoppla|d[ée]sol[ée]|lo\ sentimos|whoops|error|http)[\s!,.:–-]*)?(?:
    (?:error\ |http\ )?(?:404|410)(?:\ error|\ fehler)?(?:[\s:.!–-]+(?:page\ |file\ |article\ )?(?:not\ found|gone
    |error))?
    | (?:404[\s:.!–-]+)?(?:
      (?:the\ |this\ |that\ |your\ |requested\ )*(?:page|article|story|content|document|file|item|post|resource
      |url)\ (?:you\ (?:requested|are\ looking\ for|were\ looking\ for)\ )?(?:(?:was|is|could|can|has|does
      |cannot|isn.t|doesn.t|can.t|couldn.t|wasn.t|no)\ ?)*(?:not\ |be\ |been\ |longer\ )*(?:found|available
    |exists?|unavailable|missing|removed|deleted|moved|expired|gone|here)
      | not\ found | nothing\ (?:was\ )?found(?:\ here)? | (?:we\ )?(?:can.t|cannot|couldn.t|could\ not
      |can\ not)\ find\ (?:that|the|this|your)\ (?:page|article|story|content)(?:\ you.{0,30})? | page\ missing
      | missing\ page | no\ results\ found | dead\ link | broken\ link | something\ went\ wrong
      | (?:die\ |diese\ |angeforderte\ )*(?:seite|artikel|inhalt|datei|beitrag
    |dokument)\ (?:wurde\ |konnte\ |ist\ |existiert\ )?(?:leider\ )?(?:nicht\ (?:gefunden(?:\ werden)?|vorhanden
    |verf[üu]gbar
      |mehr\ (?:verf[üu]gbar|vorhanden))|nicht) | nicht\ gefunden | fehler\ 404 | seite\ existiert\ nicht(?:\ mehr)?
      | (?:la\ |cette\ |votre\ )?(?:page|article
    |contenu)\ (?:demand[ée]e?\ )?(?:(?:est\ |n.est\ |n.a\ |n.existe\ |n.a\ pas\ |non\ )*)(?:introuvable
    |pas\ trouv[ée]e?|trouv[ée]e?|[ée]t[ée]\ trouv[ée]e?
      |plus\ disponible|indisponible|pas|plus)(?:\ [ée]t[ée]\ trouv[ée]e?)? | page\ non\ trouv[ée]e | erreur\ 404
      | (?:la\ )?p[áa]gina\ (?:que\ .{3,30}\ )?(?:no\ (?:encontrada|existe|disponible|se\ (?:encuentra
      |ha\ encontrado)|ha\ sido\ encontrada)|n[ãa]o\ (?:encontrada|existe|dispon[íi]vel))
      | contenido\ no\ (?:encontrado|disponible) | error\ 404 | no\ encontramos\ .{0,30}p[áa]gina
      | (?:la\ )?pagina\ (?:non\ (?:trovata|esiste|disponibile|è\ stata\ trovata)|niet\ gevonden
      |bestaat\ niet(?:\ meer)?) | errore\ 404 | erro\ 404 | contenuto\ non\ (?:trovato|disponibile)
      | (?:nie\ znaleziono\ (?:strony|artyku[łl]u)|strona\ (?:nie\ (?:istnieje|zosta[łl]a\ znaleziona)
      |nieznaleziona)|b[łl][ąa]d\ 404) | sidan\ (?:hittades\ inte|finns\ inte)
      | siden\ (?:findes\ ikke|ble\ ikke\ funnet|blev\ ikke\ fundet) | sivua\ ei\ l[öo]ydy | sayfa\ bulunamad[ıi]
      | (?:помилка\ 404|(?:такої\ )?сторінк[уиа]\ (?:не\ (?:знайдено|існує|знайдена)|видалено|недоступна)
      |сторінка\ не\ існує|матеріал\ (?:не\ знайдено|видалено)|нічого\ не\ знайдено)
      | (?:ошибка\ 404|(?:такой\ )?страниц[аыу]\ (?:не\ (?:найдена|существует)|удалена|недоступна)
      |ничего\ не\ найдено)
      | الصفحة\ (?:غير\ (?:موجودة|متوفرة)|المطلوبة\ غير\ موجودة) | لم\ يتم\ العثور\ على\ الصفحة | خطأ\ 404
      | 页面不存在 | 找不到页面 | ページが見つかりません
      )
    )""",
    _FLAGS,
)
PHRASES = re.compile(
    r"""^\W*(?:error\ |http\ )?(?:404|410)\b | \b(?:page|article|story|content|document|file|url|post
    |link)\b.{0,50}?\b(?:(?:was|were|is|could|can)\ ?(?:not|n.t)\ (?:be\ )?(?:found|located|available)
    |cannot\ be\ (?:found|located)|can.t\ be\ found|couldn.t\ be\ found|not\ found|does\ not\ exist
    |doesn.t\ exist|no\ longer\ (?:exists?|available|here)|isn.t\ available|(?:has|have|may\ have
    |might\ have)\ been\ (?:moved|removed|deleted|taken\ down|unpublished))
    | (?:can.t|cannot|couldn.t|could\ not|unable\ to|can\ not)\ (?:find|locate|seem\ to\ find)\ (?:the|that|this
    |a|your)\ (?:page|article|story|content|link|file) | nothing\ (?:was\ |to\ be\ )?found\ (?:at|for|here)
    | page\ you.{0,20}looking\ for | (?:followed|clicked)\ (?:a|an)\ (?:broken|old|dead|outdated|expired)\ link
    | (?:seite|artikel|inhalt|adresse|beitrag)\b.{0,40}\b(?:nicht\ (?:gefunden|vorhanden|verf[üu]gbar
    |mehr\ (?:verf[üu]gbar|vorhanden|online))|existiert\ (?:leider\ )?nicht|gel[öo]scht|verschoben)
    | (?:nicht|nichts)\ gefunden
    | (?:page|article|contenu)\b.{0,40}(?:introuvable|n.existe\ (?:pas|plus)|n.est\ plus\ (?:disponible
    |en\ ligne)|n.a\ pas\ (?:pu\ [êe]tre|[ée]t[ée])\ trouv|non\ trouv|a\ [ée]t[ée]\ (?:supprim|d[ée]plac))
    | p[áa]gina\b.{0,40}(?:no\ (?:existe|(?:ha\ sido|fue|pudo\ ser)\ encontrad|encontrada|(?:se\ )?encuentra
    |est[áa]\ disponible)|n[ãa]o\ (?:existe|encontrada|foi\ encontrada|est[áa]\ dispon))
    | no\ (?:hemos\ podido|pudimos)\ encontrar | pagina\b.{0,40}(?:non\ (?:esiste|trovata
    |[èe]\ (?:stata\ trovata|disponibile|pi[ùu]))|niet\ (?:gevonden|bestaat|beschikbaar)|bestaat\ niet)
    | stron[ay]\b.{0,40}(?:nie\ (?:istnieje|znaleziono|zosta[łl]a\ znaleziona)|usuni[ęe]t) | nie\ znaleziono\ strony
    | сторінк\w+\b.{0,40}(?:не\ (?:знайдено|існує|знайдена)|видалено|переміщено|недоступн)
    | (?:не\ можемо|не\ вдалося)\ знайти.{0,20}сторінк | страниц\w+\b.{0,40}(?:не\ (?:найдена|существует|найти)
    |удален|перемещен)
    | الصفحة\b.{0,40}(?:غير\ (?:موجودة|متوفرة|متاحة)|لم\ تعد|حذف) | لم\ (?:يتم\ العثور|نتمكن\ من\ العثور|نعثر)""",
    _FLAGS,
)
