"""What the calculator hands out as files: its figure, tables and sentences, made of what is shown."""

from collections.abc import Sequence

from svarbenk.apps.calculator_results import Outcome
from svarbenk.apps.calculator_tables import counts_sheet
from svarbenk.apps.calculator_words import said
from svarbenk.apps.downloads import Taken, downloads
from svarbenk.apps.picture import Picture
from svarbenk.apps.view import Download
from svarbenk.documents import TableBlock


def files(
    outcome: Outcome, block: TableBlock, sentence: str, notes: Sequence[str], figure: Picture | None
) -> tuple[Download, ...]:
    """Return the files of what is shown.

    Parameters
    ----------
    outcome : Outcome
        What was worked out.
    block : TableBlock
        The table of shares.
    sentence : str
        The finding in words.
    notes : sequence of str
        Base, test, what rounding allows and what n could have found.
    figure : Picture or None
        What is drawn.
    """
    language = outcome.language
    table = block.model_copy(update={"notes": tuple(filter(None, notes)), "sheets": (counts_sheet(outcome),)})
    return downloads(Taken("kalkulator", said("title", language), language, sentence, table, figure))
