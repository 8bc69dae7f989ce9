"""Contact details in free text masked by stated rules, in this order; each rule leaves a mark in its place.

1. e-mail addresses: anything with @ between word characters, or «(at)» / «[at]» / «krøllalfa».
2. web addresses: ``http…``, ``www.…``, and names ending in a common top-level domain.
3. national identity numbers: eleven digits, set apart as 6 + 5 or not at all.
4. telephone numbers: eight digits in groups of 2-2-2-2, 3-2-3, 2-3-3, 3-3-2 or 4-4 (but no two years), set apart by
   blanks, hyphens or dots or not at all, with or without +47, 0047 or (+47), not beginning with 1; numbers after
   «tlf», «mob», «ring»; and foreign ones after +.
5. street addresses: a capitalised word ending in a word for street (-veien, -gata, -allé …), or two words, and a
   number, with the postcode and place after it.
6. names: capitalised words after a title or an introduction («Dr.», «lege», «jeg heter», «mvh», «hilsen», «ring»,
   «kontakt», «kollega» …), and two or more capitalised words in a row, unless the first is an ordinary word that
   begins a sentence or any of them belongs to an institution, place or programme. Initials belong to the name after
   them («E. Prøvesen»). At the end of the text after «mvh», «hilsen», «vennlig hilsen» or «jeg heter», up to three
   words in small letters are a name too, unless one of them is an ordinary word.

The rules mask too much rather than too little: a place name of two words is masked, a first name alone in a sentence
is not found.
"""

import re
from collections import Counter

from svarbenk.responses.account import MaskRule

MARKS: dict[MaskRule, str] = {
    "email": "[e-post]",
    "link": "[nettadresse]",
    "national_id": "[fødselsnummer]",
    "phone": "[telefon]",
    "address": "[adresse]",
    "name": "[navn]",
}
"""What stands in the text where something was masked."""

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_WORD = rf"{_CAPITAL}[\w'’]*(?:-{_CAPITAL}[\w'’]*)*"
_SET_APART = r"[ \u00a0\u2009.\-–/]?"
_EIGHT = "|".join(
    _SET_APART.join(rf"\d{{{size}}}" for size in sizes)
    for sizes in ((2, 2, 2, 2), (3, 2, 3), (2, 3, 3), (3, 3, 2), (4, 4))
)
_STREET = (
    "veien|vegen|vei|veg|gata|gaten|gate|allé|alle|alléen|plass|plassen|bakken|lia|stien|tunet|torget|torg|svingen|"
    "kroken|haugen|åsen|jordet|løkka|brygga|terrasse|ringen"
)
_TITLES = (
    r"dr|doktor|prof|professor|fastlege[rn]?|lege[rn]?|overlege[rn]?|kommuneoverlege[rn]?|turnuslege|vikarlege|"
    r"spesialist|sykepleier(?:en)?|helsesekretær(?:en)?|sekretær(?:en)?|psykolog(?:en)?|veileder(?:en)?|kollega|"
    r"rådmann(?:en)?|ordfører(?:en)?|statsråd|minister|sjef(?:en)?|leder(?:en)?|herr|fru|frøken|fr|hr"
)
_INTRODUCTIONS = (
    r"jeg heter|mitt navn er|navnet mitt er|navn|heter|jeg er|hilsen|mvh|vh|med vennlig hilsen|vennlig hilsen|"
    r"beste hilsen|hilsning|helsing|ring(?: til)?|ringe|kontakt|kontakte|snakk med|spør|signert|underskrevet|takk til|"
    r"v/|att"
)
# what begins a sentence, or stands with a capital, and is no name
_ORDINARY_WORDS = """
    alle alt annet at av bare barn bedre blir bør da de den denne der derfor det dette disse du eg egen ei ein
    en enda er et etter flere for fordi fra før får gjør god godt ha hadde han har helst her hun hva hver hvis
    hvor hvordan hvorfor i igjen ikke ingen ja jeg jo kan kanskje kun lite lønn man mange med meg men mer mest
    mindre min mitt mot mye må mål ned nei no noe noen når nå nye nytt og også om opp oss over på sammen samme
    selv si siden sin skal slik som stor større så sånn takk til to trenger tror uten var ved veldig vi viktig
    vil vår være administrasjon arbeid arbeidet arbeidsmengden basistilskudd basistilskuddet bemanning bonus
    kommunen kommuner legevakt legevakten listen listene takster takstene pasienter pasientene økonomi økonomien
    vakt vakter vikarer fastlege fastleger fastlegen lege leger legen savner ønsker kontakt ring spør
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
# what people sign with that is no name
_NOT_SIGNED_WORDS = """
    en ei et sliten utslitt trøtt sint fornøyd misfornøyd oppgitt frustrert bekymret glad lei gammel ung erfaren
    nyutdannet tidligere anonym kollega kolleger alle oss dere hilsen vennlig beste hjertelig god varm fra til ho han
    hun vikar
    vikarlege turnuslege distriktslege kommunelege kommuneoverlege allmennlege overlege doktor kvinne mann
    hjemmefra helsevesenet jul sommer påske helg spesialist veileder sykepleier legekontoret kontoret legesenteret
"""
_NOT_SIGNED = frozenset(_NOT_SIGNED_WORDS.split())
_NO_PERSON_WORDS = """
    norge norsk norske nord sør øst vest nord-norge oslo bergen trondheim stavanger tromsø helse
    helsedirektoratet helsetilsynet helsenorge hdir nav folkehelseinstituttet fhi legeforeningen legeforening
    allmennlegeforening allmennlegeforeningen kommune kommunen kommuner fylke fylket sykehus sykehuset
    universitetssykehus universitet universitetet foretak helseforetak direktorat direktoratet departement
    departementet statsforvalter statsforvalteren regjeringen stortinget staten evaluering evalueringsrapport
    rapport handlingsplan handlingsplanen alis lis lis1 lis2 lis3 ptb kuhr flo kad pkt ks ssb nsdm nordsjøturnus
    excel word teams google questback surveyxact januar februar mars april mai juni juli august september
    oktober november desember mandag tirsdag onsdag torsdag fredag lørdag søndag
"""
_NO_PERSON = frozenset(_NO_PERSON_WORDS.split())

_INITIAL = rf"{_CAPITAL}\.(?:-?{_CAPITAL}\.)*"
_NAME_BEGINS = (
    rf"(?:{_INITIAL}[ \u00a0]?){{0,3}}{_WORD}"
    rf"(?: (?:van|von|de|af|al|bin) {_WORD}|[ \u00a0](?:{_INITIAL}[ \u00a0]?)*{_WORD}){{0,3}}"
)
_BEFORE_A_NUMBER = "|".join(
    rf"(?<=\b{word}{mark})"
    for word in ("tlf", "mob", "mobil", "telefon", "ring")
    for mark in (" ", r"\.", r"\. ", ": ")
)
_PATTERNS: tuple[tuple[MaskRule, re.Pattern], ...] = (
    (
        "email",
        re.compile(
            r"[\w.+\-]+ ?(?:@|\(at\)|\[at\]|\(a\)|\bkrøllalfa\b) ?[\w\-]+(?: ?(?:\.|\bpunktum\b) ?[\w\-]+)+", re.I
        ),
    ),
    (
        "link",
        re.compile(
            r"\b(?:https?://|www\.)[^\s<>\"]+|\b[\w\-]+(?:\.[\w\-]+)*\.(?:no|com|net|org|io|eu)\b(?:/[^\s<>\"]*)?",
            re.I,
        ),
    ),
    ("national_id", re.compile(r"(?<!\d)\d{6}[ \u00a0\-]?\d{5}(?!\d)")),
    (
        "phone",
        re.compile(rf"(?<![\d,])(?:\(?(?:\+|00) ?47\)?{_SET_APART})?(?!1|20\d\d[ \-–/]20\d\d)(?:{_EIGHT})(?![\d%])"),
    ),
    ("phone", re.compile(r"(?<!\d)(?:\+|00)[1-9]\d{0,2}(?:[ \u00a0.\-]?\d{2,4}){2,5}(?!\d)")),
    ("phone", re.compile(rf"(?:{_BEFORE_A_NUMBER})\d(?:[ \u00a0.\-]?\d){{4,11}}(?!\d)", re.I)),
    (
        "address",
        re.compile(
            rf"\b(?:{_CAPITAL}[\w\-]*(?:{_STREET})|{_WORD} (?i:{_STREET})) \d{{1,4}} ?[A-Za-z]?\b"
            rf"(?:,? \d{{4}} {_WORD})?"
        ),
    ),
)
_INTRODUCED = re.compile(
    rf"(?P<before>(?<!\w)(?i:{_TITLES}|{_INTRODUCTIONS})[.:,]?[ \u00a0]*"
    rf"(?:(?i:er|til|på|dr|doktor|lege|fastlege)\.? )?)(?P<name>{_NAME_BEGINS})"
)
_SEVERAL = re.compile(rf"(?<![\w\[]){_WORD}(?:[ \u00a0](?:{_CAPITAL}\.|(?:van|von|de|af|al|bin) {_WORD}|{_WORD}))+")

_SIGNED = re.compile(
    r"(?P<before>(?<!\w)(?:mvh|vh|hilsen|helsing|jeg heter|mitt navn er)[.:,]?\s+)"
    r"(?P<name>[^\W\d_](?:[\w'’\-]|\.(?=[ \u00a0]?\w))*(?:[ \u00a0][^\W\d_](?:[\w'’\-]|\.(?=[ \u00a0]?\w))*){0,3})"
    r"(?P<after>[.!,]?(?:\s*(?:(?:tlf|mob|mobil|telefon|e-post)[.:]?\s*)?\[(?:e-post|nettadresse|telefon|adresse)\][.,]?)*\s*)\Z",
    re.I,
)


def mask(text: str) -> tuple[str, dict[MaskRule, int]]:
    """Mask the contact details in a ``text``; return it and how many each rule masked, if any."""
    counts: Counter[MaskRule] = Counter()
    for rule, pattern in _PATTERNS:
        text, count = pattern.subn(MARKS[rule], text)
        counts[rule] += count
    for pattern, masked in (
        (_INTRODUCED, _after_introduction),
        (_SEVERAL, _in_a_row),
        (_SIGNED, _at_the_end),
    ):
        marked = pattern.sub(masked, text)
        counts["name"] += marked.count(MARKS["name"]) - text.count(MARKS["name"])
        text = marked
    return text, {rule: count for rule, count in counts.items() if count}


def _after_introduction(match: re.Match) -> str:
    words = match["name"].split()
    if words[0].casefold() in _ORDINARY | _NO_PERSON:
        return match[0]
    return match["before"] + MARKS["name"]


def _at_the_end(match: re.Match) -> str:
    words = re.split("[ \u00a0]", match["name"])
    title = f" {words.pop()}" if len(words) > 2 and _is_ordinary(words[-1]) else ""
    if len(words) > 3 or any(map(_is_ordinary, words)):
        return match[0]
    return match["before"] + MARKS["name"] + title + match["after"]


def _is_ordinary(word: str) -> bool:
    word = word.casefold()
    return word in _ORDINARY | _NO_PERSON | _NOT_SIGNED or word.endswith(("lege", "legen", "leger"))


def _in_a_row(match: re.Match) -> str:
    words = re.split("[ \u00a0]", match[0])
    kept: list[str] = []
    while words and words[0].casefold() in _ORDINARY:
        kept.append(words.pop(0))
    named = [word for word in words if not word.isupper() or len(word) == 1]
    if (
        len(words) < 2
        or not named
        or any(word.casefold().rstrip("s.") in _NO_PERSON or word.casefold() in _NO_PERSON for word in words)
    ):
        return match[0]
    return " ".join([*kept, MARKS["name"]])
