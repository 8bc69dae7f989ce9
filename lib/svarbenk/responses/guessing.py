"""What the columns of an undescribed file seem to be: rules, each with the question that it leaves to a person."""

import keyword
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from svarbenk.codebook import fold
from svarbenk.responses.identity import find_identity, is_personal
from svarbenk.responses.responses import MEMBERS, PROVENANCE, REPLY_ID, WAVE
from svarbenk.responses.undescribed import RawColumn, slug

Part = Literal["id", "weight", "started", "contact", "ignored", "single", "ordinal", "multiple", "battery", "numeric", "text"]  # fmt: skip  # noqa: E501
Role = Literal["dont_know", "not_relevant"]

MOST_CATEGORIES = 12
"""A column of texts with more different ones is free text."""
MOST_CODES = 10
"""A column of whole numbers without labels is a scale up to this many different ones, and up to this number."""

_TAKEN = {REPLY_ID, WAVE, MEMBERS, PROVENANCE, "vekt"}
_WEIGHTS = re.compile(r"(^|_)(vekt|vekter|weight|weights|wt|wgt|weightvar|pweight|finalwt)(\d*)($|_)")
_STARTED = re.compile(r"(^|_)(start|startet|starttid|startdate|startdato|started|opprettet|created|begynt)($|_)")
_CONTACT = re.compile(r"(^|_)(utfylt_av|kontaktperson|epost|e_post|epostadresse|email|e_mail|mail|telefon|telefonnummer|tlf|mobil|mobiltlf|phone|mobile|navn|name|fornavn|etternavn|firstname|lastname|adresse|address|fodselsnummer|fnr|personnummer|ip|ip_adresse|ipaddress)($|_)")  # fmt: skip  # noqa: E501
_DATE = re.compile(r"^(\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4})([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?$")
_NUMBER = re.compile(r"^[-+]?\d+([.,]\d+)?$")
_DONT_KNOW = re.compile(r"^(vet ikke|veit ikkje|usikker|ingen formening|husker ikke|don'?t know|do not know|dk|unsure|not sure)\b", re.I)  # fmt: skip  # noqa: E501
_NOT_RELEVANT = re.compile(r"^(ikke relevant|ikke aktuelt|ikkje relevant|uaktuelt|not relevant|not applicable|inapplicable|n/?a$)", re.I)  # fmt: skip  # noqa: E501
_NO_ANSWER = re.compile(r"^(ubesvart|ikke besvart|ikke stilt|ikke svart|missing|mangler|no answer|not asked|not ascertained|refused|nekter|system)\b", re.I)  # fmt: skip  # noqa: E501
EMPTY_MARKS = (".", "na", "n/a", "nan", "#null!", "-", "ubesvart", "ikke besvart", "ikke stilt", "no answer")
_SCALE = re.compile(r"\b(enig|uenig|agree|disagree|grad|extent|viktig|important|fornøyd|satisfied|sannsynlig|likely|ofte|often|sjelden|aldri|never|svært|very|god|godt|good|dårlig|poor|strong|weak|strongly|extremely|slightly|under|over|less|more|mer|mindre)\b", re.I)  # fmt: skip  # noqa: E501


@dataclass(frozen=True)
class Option:
    """A category, option or item: its id, label, code, role, and its own column where it has one."""

    id: str
    label: str
    code: int | None = None
    role: Role | None = None
    column: str | None = None


@dataclass(frozen=True)
class Guess:
    """What one column, or several that belong together, seem to be, and what a person has to decide.

    ``items`` are those of a battery, ``missing`` labels that mean no answer, ``whole`` and ``least`` are of numbers.
    """

    part: Part
    id: str
    name: str
    text: str
    options: tuple[Option, ...] = ()
    items: tuple[Option, ...] = ()
    missing: tuple[str, ...] = ()
    whole: bool = True
    highest: float | None = None
    decide: tuple[str, ...] = ()


def guess_columns(columns: Iterable[RawColumn]) -> list[Guess]:
    """Return what the ``columns`` of a file seem to be, those that belong together as one."""
    names = _Names()
    waiting, found = list(columns), []
    identity = find_identity(waiting)
    while waiting:
        column = waiting.pop(0)
        if column is identity:
            found.append(_identity_guess(column))
            continue
        together = [column, *_alike(column, waiting)]
        part = _special(column)
        if part is None and len(together) > 1:
            del waiting[: len(together) - 1]
            found.append(_joined(together, names))
        else:
            found.append(_special_guess(column, part) if part else _question(column, names))
    return found


class _Names:
    """Ids, each once, none of them a word that is taken."""

    def __init__(self):
        self.seen: set[str] = set(_TAKEN)

    def __call__(self, text: str, fallback: str) -> str:
        name = slug(text) or fallback
        if not name[0].isalpha():
            name = f"q_{name}"
        if keyword.iskeyword(name) or name in _TAKEN or name in {"true", "false", "null", "none"}:
            name = f"{name}_svar"
        own, number = name, 2
        while own in self.seen:
            own, number = f"{name}_{number}", number + 1
        self.seen.add(own)
        return own


def _identity_guess(column: RawColumn) -> Guess:
    twice = sum(count > 1 for count in column.values.values())
    told = f"{twice} nummer står i mer enn én rad: svar sendt to ganger? Like blir ett svar, om ulike sier clean fra"
    return Guess("id", "", column.name, column.text, decide=(told,) if twice else ())


def _special(column: RawColumn) -> Part | None:
    names = {slug(column.name), slug(column.text)}
    filled = column.filled
    if not filled:
        return "ignored"
    if (any(map(_CONTACT.search, names)) and not column.labels) or is_personal(column):
        return "contact"
    numbers = all(map(_NUMBER.match, filled))
    if numbers and not column.labels and any(map(_WEIGHTS.search, names)) and min(map(number, filled)) >= 0:
        return "weight"
    if all(map(_DATE.match, filled)):
        return "started" if any(map(_STARTED.search, names)) else "ignored"
    return None


def _special_guess(column: RawColumn, part: Part) -> Guess:
    why = {
        "contact": "ser ut som kontaktopplysninger og leses ikke; er det et spørsmål, flytt den til questions",
        "weight": "ser ut som vekter; er det noe annet, ta bort reply.weight",
        "started": "ser ut som starttiden",
        "ignored": "uten innhold" if not column.filled else "datoer; leses ikke",
    }
    return Guess(part, "", column.name, column.text, decide=(why[part],))


def number(cell: str) -> float:
    """Return the number in a ``cell``."""
    return float(cell.replace(",", "."))


def _ticks(column: RawColumn) -> bool:
    return bool(column.values) and set(column.values) <= {"0", "1"} and "1" in column.values


def _stem(column: RawColumn) -> tuple[str, str, str] | None:
    """Return (kind, stem, rest) of a name such as «q7_2», or of a text such as «Tiltak - Kurs»."""
    if " - " in column.name:
        stem, rest = column.name.split(" - ", 1)
        return ("text", stem, rest)
    match = re.match(r"^(.*[A-Za-zÆØÅæøå0-9])_([a-z0-9]+)$", column.name)
    return ("name", match[1], match[2]) if match else None


def _alike(first: RawColumn, others: list[RawColumn]) -> list[RawColumn]:
    """Return the columns right after the first that seem to be options or items of the same question."""
    stem = _stem(first)
    if stem is None or not first.values:
        return []
    ticked = _ticks(first)
    found = []
    for each in others:
        own = _stem(each)
        same = own is not None and own[:2] == stem[:2]
        if same and not each.values:
            same = ticked and not each.labels
        elif same and ticked:
            same = _ticks(each) or set(each.values) == {"0"}
        elif same:
            same = len(first.labels) > 2 and each.labels == first.labels and each.missing == first.missing
        if not same:
            break
        found.append(each)
    return found


def _joined(columns: list[RawColumn], names: _Names) -> Guess:
    kind, stem, _ = _stem(columns[0])
    texts = [column.text or column.name for column in columns]
    shared, parts = _split_texts(texts) if kind == "name" else (stem, [_stem(each)[2] for each in columns])
    question = names(stem, "q")
    own = _Names()
    own.seen.clear()
    if _ticks(columns[0]):
        options = []
        for column, label in zip(columns, parts, strict=True):
            rest = _stem(column)[2]
            code = int(rest) if kind == "name" and rest.isdecimal() else None
            fixed = kind == "name" and code is None  # its column is found by the id
            name = rest if fixed else own(label, "valg")
            own.seen.add(name)
            options.append(Option(name, label, code, _role(label), column.name))
        decide = ("kolonner med 0 og 1 og felles navn: flere kryss på ett spørsmål?",)
        return Guess("multiple", question, stem, shared or stem, tuple(_distinct(options)), decide=decide)
    scale = _question(columns[0], _Names())
    items = tuple(
        Option(own(label, "ledd"), label, column=column.name) for column, label in zip(columns, parts, strict=True)
    )
    for item in items:
        names.seen.add(f"{question}_{item.id}")
    decide = ("like svaralternativer og felles navn: ledd i ett batteri?", *scale.decide)
    return replace(scale, part="battery", id=question, name=stem, text=shared or stem, items=items, decide=decide)


def _split_texts(texts: list[str]) -> tuple[str, list[str]]:
    """Split «Tiltak - Kurs», «Tiltak: Kurs» into what is shared and what is each one's own."""
    for mark in (" - ", ": ", " – "):
        halves = [text.split(mark, 1) for text in texts]
        if all(len(half) == 2 for half in halves) and len({half[0] for half in halves}) == 1:
            return halves[0][0], [half[1] for half in halves]
    return "", texts


def _role(label: str) -> Role | None:
    if _DONT_KNOW.search(label):
        return "dont_know"
    return "not_relevant" if _NOT_RELEVANT.search(label) else None


def _question(column: RawColumn, names: _Names) -> Guess:
    own = slug(column.name) if len(column.name) <= 40 else slug(column.text or column.name)
    base = Guess("text", names(own, "q"), column.name, column.text or column.name)
    values = column.values
    whole = all(re.match(r"^-?\d+$", value) for value in values)
    unlabelled = [value for value in values if value not in column.labels]
    labelled = {code: label for code, label in column.labels.items() if re.match(r"^-?\d+$", code)}
    real = [code for code, label in labelled.items() if not (_role(label) or _NO_ANSWER.search(label))]
    numbers = bool(values) and all(map(_NUMBER.match, values))
    if labelled and len(unlabelled) <= len(real) and (whole or not values):
        return _coded(base, column, labelled, unlabelled)
    if numbers:
        return _numeric(base, column, labelled, whole)
    if values and len(values) <= MOST_CATEGORIES and max(values.values()) > 1:
        marks = {value for value in values if fold(value) in EMPTY_MARKS}
        texts = sorted((value for value in values if value not in marks), key=lambda value: (_role(value) is not None, fold(value)))  # noqa: E501  # fmt: skip
        merged = {fold(value): value for value in reversed(texts)}
        texts = [value for value in texts if merged[fold(value)] == value]
        decide = ("kategoriene er de som finnes i filen, alfabetisk: sett rekkefølgen, og ordinal om det er en skala",)
        return replace(base, part="single", options=_options([(None, text) for text in texts]), decide=decide)
    return replace(base, decide=("ulike tekster: er det fritekst, eller kontaktopplysninger som ikke skal leses?",))


def _coded(base: Guess, column: RawColumn, labels: dict[str, str], unlabelled: list[str]) -> Guess:
    used = [code for code, label in labels.items() if _NO_ANSWER.search(label) and code in column.values]
    pairs = [
        (int(code), label or code) for code, label in labels.items() if not _NO_ANSWER.search(label) or code in used
    ]
    pairs += [(int(code), code) for code in unlabelled]
    gone = tuple(label for code, label in labels.items() if _NO_ANSWER.search(label) and code not in used)
    pairs = [pair for pair in pairs if str(pair[0]) not in column.missing or _role(pair[1])]
    others = tuple(
        label
        for code, label in labels.items()
        if code in column.missing and not _role(label) and not _NO_ANSWER.search(label)
    )
    pairs.sort()
    options = _options(pairs)
    scale = sum(bool(_SCALE.search(option.label)) for option in options) >= 2 and len(options) > 2
    decide = [f"koden {code} har ingen etikett i filen: hva betyr den?" for code in unlabelled]
    decide.append("gjettet ut fra etikettene: single (uten rekkefølge) eller ordinal (en skala)?")
    decide += [f"«{label}» leses som ubesvart: riktig?" for label in (*gone, *others)]
    decide += [
        f"er {code} «{labels[code]}» ubesvart? Skriv i så fall {code} i cleaning.missing og slett den" for code in used
    ]
    inside = [option.label for option in options if str(option.code) in column.missing]
    decide += [f"«{label}» er manglende verdi i SPSS-filen og leses som ubesvart derfra" for label in inside]
    return replace(
        base, part="ordinal" if scale else "single", options=options, missing=(*gone, *others), decide=tuple(decide)
    )


def _numeric(base: Guess, column: RawColumn, labelled: dict[str, str], whole: bool) -> Guess:
    values = {value: number(value) for value in column.values if value not in labelled}
    low, high = (min(values.values()), max(values.values())) if values else (0.0, 0.0)
    many = len(values) > MOST_CODES or high > MOST_CODES or low < 0
    if whole and not many and not labelled and len(column.filled) >= 2 * len(values):
        options = _options([(int(value), value) for value in sorted(values, key=number)])
        decide = ("tall uten etiketter: sett inn hva hver kode betyr, eller gjør det til numeric om det er et antall",)
        return replace(base, part="ordinal", options=options, decide=decide)
    decide = ["tall: sett minimum, maximum og unit"]
    odd = [value for value in ("8", "9", "88", "98", "99", "888", "998", "999", "9999") if number(value) == high]
    if odd and many and values and sorted(values.values())[-2:][0] < high - 1:
        decide.append(
            f"er {odd[0]} en kode for «vet ikke» eller ubesvart? Sett da maximum under den og beyond: missing"
        )
    decide += [f"{code} er «{label}» og leses som ubesvart (beyond: missing)" for code, label in labelled.items()]
    return replace(base, part="numeric", whole=whole, highest=high if labelled else None, decide=tuple(decide))


def _options(pairs: list[tuple[int | None, str]]) -> tuple[Option, ...]:
    names = _Names()
    names.seen.clear()
    found = []
    for code, label in pairs:
        sign = "minus_" if label.startswith("-") else ""
        own = f"verdi_{sign}{slug(label)}" if re.match(r"^-?\d", label) and len(label) < 6 else label
        found.append(Option(names(own, "verdi"), label, code, _role(label)))
    return tuple(_distinct(found))


def _distinct(options: list[Option]) -> list[Option]:
    """Tell options of the same label apart by their code or id."""
    seen: dict[str, int] = {}
    for option in options:
        seen[fold(option.label)] = seen.get(fold(option.label), 0) + 1
    return [
        replace(option, label=f"{option.label} ({option.id if option.code is None else option.code})")
        if seen[fold(option.label)] > 1
        else option
        for option in options
    ]
