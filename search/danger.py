"""Does someone ask for help in danger or distress? Better once too often: a list of numbers does no harm.

In code and under test, not among the words that editors change: nobody may switch it off by a slip.
"""

import re

from search import analysis

PATTERNS = {
    "fr": re.compile(
        r"""\b(?: viol[ea]n | viol(?:e|ee|es|er|eur|s)?\b | agress | etrangl | etouff | sequestr | inceste | suicid
        | mourir\b | en\ finir\b | idees\ noires | me\ faire\ du\ mal | desesper | en\ peux\ plus | a\ bout\b
        | frap{1,2}(?:e|a|ai|ant)\w*\b | tabass | gifl | cogn(?:e|er|ent|ait)?\b | battue?s?\b | battre | maltrait
        | martyr | coups\b | coup\ de\ (?:poing|pied|couteau) | menac | harcel | emprise\b | terroris | humili
        | mariage\ force | danger | peur\b | terrifi | detresse | urgence | secours\b(?!\ (?:populaire|catholique))
        | sos\b | police | pompiers | samu
        | securite\b(?!\ sociale) | tuer?\b | abus(?:e|ee|er|es|eur)?\b | a\ l\ abri\b | sans\ abri
        | (?:me|m|nous|te)\ (?:a\ )?(?:bat|tape|tapent|touche|force|insulte|surveille|enferme|crie|hurle|fait\ mal)
        | tape\ (?:dessus|sur\ moi|mes|ma|mon|les)
        | quitter\ (?:mon\ (?:mari|conjoint|compagnon)|la\ maison|chez) | (?:fuir|echapper)\b | enfui | il\ me\ suit
        | (?:mari|conjoint|copain|compagnon|ex|pere|beau\ pere|frere|fils|patron)\ (?:me|m|nous)\b
        | dor(?:mir|s|t|mons|ment)\b | nuit\ (?:dehors|dans) | a\ la\ rue\b | dans\ la\ rue\b | dehors\b | sdf\b
        | (?:sans|perdu|plus\ de)\ (?:mon\ |de\ )?(?:toit|domicile|logement) | toit\ (?:ce|pour|cette) | expuls
        | hebergement\ d\ urgence | mis(?:e|es)?\ a\ la\ porte | nulle\ part | feminicide
        | bouscul | malmen | rudoy | rabaiss | effray | terroris | attouch | pedophil | excision | proxen | prostitu
        | (?:me|m|nous)\ (?:a\ |ont\ )?(?:pousse|secoue|attache|blesse|jette|crache|confisque|prive)\w*\b
        | cri(?:e|ent|ait)\ (?:sur|apres|dessus) | hurl(?:e|ent|ait)\ (?:sur|apres|dessus) | couverte?\ de\ bleus
        | (?:vole|prend|prennent|garde|retire)\ (?:mon|ma|mes|son|sa|ses|l)\ (?:argent|pension|retraite|carte|papiers)
        | (?:envie|gout|raison)\ de\ (?:vivre|rien) | gout\ a\ rien | plus\ la\ force | bout\ du\ rouleau
        | craqu(?:e|er)\b | me\ (?:pendre|supprimer|foutre\ en\ l) | scarifi | disparaitre\b | a\ quoi\ bon
        | (?:vire|foutu|jete|chasse|mise?|mis)(?:e|es|s)?\ dehors | passer\ la\ nuit | ou\ (?:dormir|coucher)
        | (?:vis|vit|vivons|habite|reste)\ dans\ (?:ma|sa|la|une|notre)\ (?:voiture|tente|rue) | squat\w*\b
        | rien\ (?:a|pour)\ manger | (?:mort|morte|meurs)\ de\ (?:faim|froid) | pas\ mange\ depuis
        | (?:115|119|3919|3977|3114|114|112)\b )""",
        re.VERBOSE,
    ),
    "en": re.compile(
        r"""\b(?: violen | violan | abus | rap(?:e|ed|ist)\b | assault | stalk | harass | threat | suicid | strangl
        | chok\w*\b
        | afraid | scared | frighten | terrif | fear | danger | unsafe | safe\b | safety | bruis | beat(?:s|en|ing)?\b
        | (?:hit|hits|hitting|hurt|hurts|hurting|kick|kicks|slap|slaps|punch|punches|kill|control|controls|screams\ at)
          \ (?:me|my|us|her|him)\b | kill(?:s|ed)?\ (?:me|my|us) | want\ to\ die | die\b | end\ my\ life | hopeless
        | hurt\ myself | can\ t\ go\ on | domestic | forced\ marriage | emergenc | police | ambulance | sos\b
        | sleep(?:ing)?\b | nowhere | homeless | on\ the\ streets? | tonight | evict
        | (?:kicked|thrown|throws)\ (?:me\ )?out
        | (?:run|get|running|getting)\ away | escap | leave\ (?:my|him|her)\b | shelter | refuge\b
        | attack | shov(?:e|es|ed|ing)\b | bully | bullied | molest | grop(?:e|ed|ing)\b | traffick | tortur | slave\b
        | (?:pushes|pushed|throws|threw|grabs|grabbed|yells|yelled|shouts|shouted|spits|insults)\ (?:\w+\ )?
          (?:me|us|her|him)\b
        | (?:locks|locked)\ (?:me|us|her|him|out) | trapped | starv | neglect(?:s|ed)?\b
        | (?:takes|took|steals|stole|keeps)\ (?:my|her|his|our)\ (?:money|pension|card|passport|phone|papers)
        | (?:no|any)\ reason\ to\ live | (?:harm|kill|cut|cutting|harming)\ (?:myself|themselves) | self\ harm
        | (?:can\ t|cannot)\ (?:cope|take\ it) | give\ up\b | overdose | worthless | despair | desperate
        | sofa\ surf | couch\ surf | rough\ sleep | place\ to\ stay | bed\ for\ (?:the|a|one)\ night
        | living\ in\ (?:my|a|the)\ (?:car|tent)
        | (?:nothing|no\ food)\ to\ eat | (?:not|haven\ t)\ eaten | freezing\ to\ death
        | (?:115|119|3919|3977|3114|114|112)\b )""",
        re.VERBOSE,
    ),
}
SPELLED = {
    "fr": """violence violences violent violente frappe frapper tape battue battre coups gifle étranglée menace menacée
        harcèlement danger peur détresse agression viol violée maltraitance suicide mourir abri sécurité fuir mari
        conjoint conjugales enceinte""",
    "en": """violence violent abuse abusive abused hit hits hurts beats beaten threat threatens harassment danger afraid
        scared unsafe safety assault rape suicide shelter homeless husband partner domestic""",
}
"""Words that typing mistakes are set right to, even while no page holds them."""


def is_asked(text: str, language: str) -> bool:
    folded = " ".join(re.findall(r"[a-z0-9]+", analysis.fold(text)))
    return bool(PATTERNS.get(language, PATTERNS["fr"]).search(folded))
