"""Who replied, in a file that nobody has described: the column of the reply's number, and personal details."""

import re
from collections.abc import Sequence

from svarbenk.responses.undescribed import RawColumn, slug

_IDS = {"id", "svarid", "respid", "respondentid", "respondent", "responseid", "caseid", "case", "lopenr", "lopenummer", "nr", "serial", "recordid", "ident"}  # fmt: skip  # noqa: E501
_ID_NUMBER = re.compile(r"^(svar|resp|respondent|response|case|sak|deltaker|deltager|skjema|record|lope)_?(id|nr|nummer|no|number)$")  # fmt: skip  # noqa: E501
_SENT_TWICE_NAMED, _SENT_TWICE = 0.05, 0.005
"""How large a share of the rows may repeat a number in a column called a reply's id, and in another one."""
_PERSONAL = (
    re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}"),
    re.compile(r"^(\+?47|0047)?(\s?\d){8}$"),
    re.compile(r"^\d{6}\s?\d{5}$"),
)


def find_identity(columns: Sequence[RawColumn]) -> RawColumn | None:
    """Return the column that names each reply: one called so, else the first whole numbers; each in one row.

    Replies that were sent in twice have their number in two rows: a few such numbers are let through, or any
    number of rows that are the same all through.
    """
    rows = list(zip(*(each.cells for each in columns), strict=True))
    whole_rows = len(set(rows))
    candidates = [each for each in columns if rows and all(each.cells)]
    named = [each for each in candidates if _called_id(each)]
    whole = [each for each in candidates if all(cell.isdecimal() for cell in each.cells) and not is_personal(each)]
    for some, share in ((named, 0.0), (named, _SENT_TWICE_NAMED), (whole, 0.0), (whole, _SENT_TWICE)):
        for each in some:
            different = len(set(each.cells))
            # where the same rows stand twice, they are one reply each
            if different >= (1 - share) * len(rows) or (share and different == whole_rows > len(rows) / 2):
                return each
    return None


def _called_id(column: RawColumn) -> bool:
    name = slug(column.name)
    return name.replace("_", "") in _IDS or name.endswith("_id") or bool(_ID_NUMBER.match(name))


def is_personal(column: RawColumn) -> bool:
    """Return whether many cells of a ``column`` look like addresses, telephone numbers or the like."""
    filled = column.filled
    if not filled or column.labels:
        return False
    hits = sum(any(pattern.search(cell) for pattern in _PERSONAL) for cell in filled)
    return hits >= 0.3 * len(filled)
