"""What the calculator hands out as files: its tables and sentences, and nothing that was pasted beside them."""

from collections.abc import Sequence

from svarbenk.apps.calculator_results import Outcome
from svarbenk.apps.view import Download
from svarbenk.documents import TableBlock


def files(outcome: Outcome, blocks: Sequence[TableBlock], told: Sequence[str]) -> tuple[Download, ...]:
    """Return the files of what is shown.

    Parameters
    ----------
    outcome : Outcome
        What was worked out.
    blocks : sequence of TableBlock
        The tables on the page.
    told : sequence of str
        The sentences on the page.
    """
    return ()
