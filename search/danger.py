"""Does someone ask for help in danger or distress? Better once too often: a list of numbers does no harm.

In code and under test, not among the words that editors change: nobody may switch it off by a slip.
"""

import re

from search import analysis

PATTERNS = {
    "fr": re.compile(
        r"""\b(?: viol[ea]n | viol(?:e|ee|es|er|eur|s)?\b | agress | etrangl | sequestr | inceste | suicid | mourir\b
        | frap{1,2}(?:e|es|er|ent)?\b | tabass | gifl | cogn(?:e|er|ent)?\b | battue?s?\b | battre | maltrait | martyris
        | coups\b | coup\ de\ (?:poing|pied|couteau) | menac | harcel | emprise\b | terroris | humili
        | danger | peur\b | terrifi | detresse | urgence\b.*\b(?:abri|toit|logement|hebergement|enfant)
        | securite\b(?!\ sociale) | tuer\b | abus(?:e|ee|er|es|eur)?\b
        | pas\ en\ securite | mise?\ a\ l\ abri | etre\ a\ l\ abri
        | (?:me|m|nous|la|le|les|te|l)\ (?:bat|tape|tapent|touche|force|insulte|surveille|suit|enferme|crie)\b
        | (?:quitter|fuir|partir)\ (?:de\ )?(?:chez|mon|mari|conjoint|la\ maison) | fuir\b | enfuir
        | (?:mari|conjoint|copain|compagnon|ex|pere|beau\ pere|fils)\ (?:me|m|nous|la)\b
        | (?:dormir|dors|dormons|nuit)\ (?:dehors|dans\ la\ rue) | a\ la\ rue\b | toit\ (?:ce\ soir|cette\ nuit)
        | mis(?:e|es)?\ (?:dehors|a\ la\ porte) | nulle\ part\ ou\ dormir | ou\ dormir\b | feminicide
        | (?:115|119|3919|114|112|17)\b )""",
        re.VERBOSE,
    ),
    "en": re.compile(
        r"""\b(?: violen | violan | abus | rap(?:e|ed|ist)\b | assault | stalk | harass | threat | suicid | strangl
        | afraid | scared | frighten | terrif | fear | danger | unsafe | safety | not\ safe | be\ safe
        | safe\ place | bruis | beat(?:s|en|ing)?\b
        | (?:hit|hits|hitting|hurt|hurts|hurting|kick|kicks|slap|slaps|punch|punches|choke|chokes|kill|control|controls)
          \ (?:me|my|us|her|him)\b | kill(?:s|ed)?\ (?:me|my|us) | want\ to\ die | die\b | domestic
        | (?:sleep|sleeping)\ (?:outside|rough|on\ the\ street) | (?:nowhere|somewhere|place)\ to\ sleep | homeless
        | (?:run|get|running)\ away | escape | leave\ (?:my|him|her)\b.*\b(?:husband|partner|him|home) | shelter\b
        | (?:115|119|3919|114|112|17)\b )""",
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
