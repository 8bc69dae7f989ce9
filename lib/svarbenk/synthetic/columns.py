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
    own = [column for column in (reply.id, reply.started, reply.unit) if column is not None]
    last = [reply.provenance] if reply.provenance else []
    return [*own, *codebook.contact, *codebook.ignored, *last]
