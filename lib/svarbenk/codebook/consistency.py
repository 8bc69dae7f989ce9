"""A codebook's parts held against each other: what a single question cannot see about itself."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from svarbenk.codebook.condition import ORDERED, Comparison
from svarbenk.codebook.part import Misplaced
from svarbenk.codebook.question import Column, Question
from svarbenk.codebook.text import nearest, squeeze
from svarbenk.errors import InputError

if TYPE_CHECKING:
    from svarbenk.codebook.survey import Codebook

RESERVED = ("svar_id", "runde", "enheter", "datakilde")
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
                check_comparison(comparison, codebook.by_id)
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
            if summand is None or summand.kind != "numeric" or summand.sum_of or summand.ranges:
                close = "" if summand else nearest(part, codebook.by_id)
                raise Misplaced(
                    ("questions", place, "sum_of"),
                    f"«{part}» er ikke et tallspørsmål som kan legges sammen; "
                    f"ventet id-er av slaget numeric, uten ranges og sum_of{close}",
                )


def _check_waves(codebook: "Codebook") -> None:
    seen: set[str] = set()
    for place, wave in enumerate(codebook.waves):
        if wave.id in seen:
            raise Misplaced(("waves", place), f"runden «{wave.id}» finnes to ganger; ventet hver id én gang")
        seen.add(wave.id)
        for name in ("deadline", "end"):
            last = getattr(wave.field_period, name)
            if last is not None and last < wave.field_period.start:
                raise Misplaced(
                    ("waves", place, "field_period", name),
                    f"«{name}» {last} er før «start» {wave.field_period.start}; ventet en dato etter",
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
            if each.sum_of:
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


def check_comparison(comparison: Comparison, questions: Mapping[str, Question]) -> None:
    """Hold a ``comparison`` of a condition against the ``questions`` by id: question, kind and value.

    Raises
    ------
    InputError
        If the question is unknown, cannot be compared like that, or does not have the category.
    """
    name, sign = comparison.question, comparison.operator
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
        elif value not in question.category_ids:
            known = question.category_ids
            close = nearest(value, known) if isinstance(value, str) else ""
            raise InputError(f"«{value}» er ikke en kategori av «{name}»; ventet en av {', '.join(known)}{close}")
