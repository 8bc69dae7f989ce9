"""Examples that can be loaded into the calculator."""

from dataclasses import dataclass

from svarbenk.codebook import Text


@dataclass(frozen=True)
class Example:
    """A text to paste, with what is to be chosen for it."""

    label: Text
    text: str
    groups: str = ""
    scale: str = ""


EXAMPLES = {
    # as printed, with its totals; the report has p = 0,045
    "antall": Example(
        Text(nb="Antall: planarbeid i kommunene, Helse Nord 2019", en="Counts: planning in kommuner, Helse Nord 2019"),
        "Sentralitet\tJa\tNei\tTotalt\nAlle\t27\t34\t61\nNivå 3\t0\t1\t1\nNivå 4\t6\t2\t8\nNivå 5\t8\t5\t13\n"
        "Nivå 6\t13\t26\t39",
        "ordnet",
    ),
    "prosent": Example(
        Text(nb="Prosent og n: to runder (oppdiktede tall)", en="Percentages and n: two waves (invented numbers)"),
        "Runde\tFor stor\tPasse\tFor liten\tn\n2022\t44 %\t54 %\t2 %\t310\n2025\t36 %\t62 %\t2 %\t287",
        "ordnet",
    ),
    "paret": Example(
        Text(nb="De samme personene (oppdiktede tall)", en="The same people (invented numbers)"),
        "\tJa\tNei\nJa\t59\t6\nNei\t16\t80",
        "paret",
    ),
}
