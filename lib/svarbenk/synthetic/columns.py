"""What the three exports have in common: the columns beside the questions, and the codes of missing answers."""

from dataclasses import dataclass

from svarbenk.codebook import Codebook, Column


@dataclass(frozen=True)
class MissingCode:
    """A code that survey tools write where there is no answer."""

    code: int
    label: str


UNANSWERED = MissingCode(-9, "Ubesvart")
NOT_ASKED = MissingCode(-8, "Ikke stilt")


def known_columns(codebook: Codebook) -> list[Column]:
    """Return the columns that are not questions: the reply's own, contact, and what the tool adds."""
    reply = codebook.reply
    first = (reply.id, reply.started, reply.unit, reply.consent, reply.completed)
    last = (reply.weight, reply.provenance)
    own, more = ([column for column in columns if column is not None] for columns in (first, last))
    return [*own, *codebook.contact, *codebook.ignored, *more]
