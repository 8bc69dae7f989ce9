"""A codebook's parts held against each other: what a single question cannot see about itself."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from svarbenk.codebook.condition import ORDERED, Comparison
from svarbenk.codebook.derived import check_derived
from svarbenk.codebook.part import Misplaced
from svarbenk.codebook.question import Column, Question
from svarbenk.codebook.text import fold, nearest, squeeze
from svarbenk.codebook.waves import Wave
from svarbenk.errors import InputError

if TYPE_CHECKING:
    from svarbenk.codebook.survey import Codebook

WAVE = "runde"
"""What conditions and tables call the wave of a reply."""

RESERVED = ("svar_id", WAVE, "enheter", "datakilde")
"""Columns of clean answers that are no question."""


def index_questions(codebook: "Codebook") -> dict[str, Question]:
    """Return the questions and battery items of a ``codebook`` by id.

    Raises
    ------
    Misplaced
        If an id is there twice, or is the name of a column that every clean file has.
    """
    found: dict[str, Question] = {}
    for place, question in enumerate(codebook.questions):
        for each in (question, *question.item_questions()):
            if each.id in found:
                message = f"spørsmålet «{each.id}» finnes to ganger; ventet hver id én gang"
                raise Misplaced(("questions", place), message)
            if each.id in RESERVED:
                message = f"id-en «{each.id}» er opptatt; ventet en annen enn {', '.join(RESERVED)}"
                raise Misplaced(("questions", place), message)
            found[each.id] = each
    return found


def check_codebook(codebook: "Codebook") -> None:
    """Hold waves, columns, bases and sums of a ``codebook`` against each other.

    Raises
    ------
    Misplaced
        For the first part that does not fit the others, with its place.
    """
    _check_waves(codebook)
    _check_columns(codebook)
    for name, base in codebook.bases.items():
        try:
            for comparison in base.condition.comparisons:
                check_comparison(comparison, codebook.by_id, codebook.waves)
        except InputError as error:
            raise Misplaced(("bases", name, "where"), f"basen «{name}»: {error}") from None
    for place, question in enumerate(codebook.questions):
        if question.base is not None and question.base not in codebook.bases:
            raise Misplaced(
                ("questions", place, "base"),
                f"ukjent base «{question.base}»; "
                f"ventet en av {', '.join(codebook.bases) or '«bases», som er tom'}"
                f"{nearest(question.base, codebook.bases)}",
            )
        for part in question.sum_of:
            summand = codebook.by_id.get(part)
            if summand is None or summand.kind != "numeric" or summand.derived or summand.ranges:
                close = "" if summand else nearest(part, codebook.by_id)
                raise Misplaced(
                    ("questions", place, "sum_of"),
                    f"«{part}» er ikke et tallspørsmål som kan legges sammen; "
                    f"ventet id-er av slaget numeric, uten ranges og sum_of{close}",
                )
        check_derived(question, codebook.by_id, place)
        _check_question_waves(question, codebook, place)


def _check_waves(codebook: "Codebook") -> None:
    seen: set[str] = set()
    names: dict[str, str] = {}
    if codebook.baseline is not None and codebook.baseline not in {wave.id for wave in codebook.waves}:
        raise Misplaced(("baseline",), f"«baseline» er «{codebook.baseline}», som ikke er en runde")
    if not codebook.with_answers:
        raise Misplaced(("waves",), "alle rundene er published_only; ventet minst én med svar")
    for place, wave in enumerate(codebook.waves):
        if wave.id in seen:
            raise Misplaced(("waves", place), f"runden «{wave.id}» finnes to ganger; ventet hver id én gang")
        seen.add(wave.id)
        for alias in wave.aliases:
            other = names.setdefault(fold(alias), wave.id)
            if other != wave.id or any(each.id == alias for each in codebook.waves if each is not wave):
                raise Misplaced(
                    ("waves", place, "aliases"),
                    f"«{alias}» er et navn på både runde {other} og {wave.id}; ventet hvert navn én gang",
                )
        for scale in wave.scales:
            if scale not in codebook.scales:
                raise Misplaced(
                    ("waves", place, "scales", scale),
                    f"ukjent skala «{scale}»; ventet en av {', '.join(codebook.scales)}"
                    f"{nearest(scale, codebook.scales)}",
                )
        for name in ("deadline", "end"):
            last = getattr(wave.field_period, name)
            if last is not None and last < wave.field_period.start:
                raise Misplaced(
                    ("waves", place, "field_period", name),
                    f"«{name}» {last} er før «start» {wave.field_period.start}; ventet en dato etter",
                )


def _check_question_waves(question: Question, codebook: "Codebook", place: int) -> None:
    known = [wave.id for wave in codebook.waves]
    own = list(question.waves) or known
    here = ("questions", place)
    named = [
        *((("waves",), wave, known) for wave in question.waves),
        *((("items", i, "waves"), wave, own) for i, item in enumerate(question.items) for wave in item.waves),
        *((("in_wave", wave), wave, own) for wave in question.in_wave),
        *((("baseline",), wave, own) for wave in [question.baseline] if wave is not None),
        *((("not_comparable", i), wave, own) for i, each in enumerate(question.not_comparable) for wave in each.waves),
    ]
    for path, wave, expected in named:
        if wave not in expected:
            raise Misplaced((*here, *path), f"«{wave}» er ikke en runde her; ventet noen av {', '.join(expected)}")
    for wave, form in question.in_wave.items():
        for key, names, expected in (
            ("codes", form.codes, question.category_ids),
            ("labels", form.labels, question.category_ids),
            ("not_offered", form.not_offered, question.category_ids),
            ("items", form.items, [item.id for item in question.items]),
        ):
            for name in names:
                if name not in expected:
                    raise Misplaced(
                        (*here, "in_wave", wave, key),
                        f"«{name}» finnes ikke i spørsmålet; ventet noen av {', '.join(expected)}",
                    )


def _check_columns(codebook: "Codebook") -> None:
    """Refuse two entries that would read the same column: one of them is a slip, and a contact column a leak."""
    owner: dict[str, str] = {}
    reply = codebook.reply
    known: list[tuple[tuple, str, Column | None]] = [
        *((("reply", name), f"reply.{name}", getattr(reply, name)) for name in type(reply).model_fields),
        *((("contact", place), f"contact {place + 1}", each) for place, each in enumerate(codebook.contact)),
        *((("ignored", place), f"ignored {place + 1}", each) for place, each in enumerate(codebook.ignored)),
    ]
    for place, question in enumerate(codebook.questions):
        for each in question.item_questions() if question.kind == "battery" else (question,):
            if each.derived:
                continue
            known.append((("questions", place), each.id, each.column()))
            if each.kind == "multiple":
                known += [(("questions", place), each.id, column) for _, column in each.option_columns()]
    for place, what, column in known:
        if column is None:
            continue
        for name in {column.variable, squeeze(column.header)}:
            other = owner.setdefault(name, what)
            if other != what:
                raise Misplaced(
                    place,
                    f"kolonnen «{name}» står både for «{other}» og «{what}»; ventet én av dem",
                )


def check_comparison(comparison: Comparison, questions: Mapping[str, Question], waves: Iterable[Wave] = ()) -> None:
    """Hold a ``comparison`` of a condition against the ``questions`` by id and the ``waves``.

    Raises
    ------
    InputError
        If the question is unknown, cannot be compared like that, or does not have the category.
    """
    name, sign = comparison.question, comparison.operator
    if name == WAVE:
        known = [wave.id for wave in waves]
        for value in comparison.value if sign == "in" else [comparison.value]:
            if value not in known:
                raise InputError(f"«{value}» er ikke en runde; ventet en av {', '.join(known)}")
        return
    if name not in questions:
        close = nearest(name, questions) or "; ventet id-en til et spørsmål"
        raise InputError(f"ukjent spørsmål «{name}»{close}")
    question = questions[name]
    if question.kind not in {"single", "ordinal", "numeric"} or question.ranges:
        kind = "numeric med ranges" if question.ranges else question.kind
        raise InputError(f"«{name}» er av slaget {kind}; ventet et spørsmål med ett svar (single, ordinal, numeric)")
    if question.kind == "single" and sign in ORDERED:
        raise InputError(f"svarene på «{name}» har ingen rekkefølge, men «{sign}» trenger en; ventet ==, != eller in")
    for value in comparison.value if sign == "in" else [comparison.value]:
        if question.kind == "numeric":
            if isinstance(value, str):
                raise InputError(f"«{name}» er et tall og sammenlignes med «{value}»; ventet et tall")
        elif value not in question.category_ids and not (comparison.members and value in question.merges):
            known = question.category_ids
            close = nearest(value, known) if isinstance(value, str) else ""
            raise InputError(f"«{value}» er ikke en kategori av «{name}»; ventet en av {', '.join(known)}{close}")
