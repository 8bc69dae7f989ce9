"""Population margins in: how many there are in all, and in each group, from registers and printed tables."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from svarbenk.codebook import DataFolder, nearest
from svarbenk.errors import InputError

Status = Literal["printed", "derived", "estimated"]
CROSSED = "*"
"""Joins the backgrounds of a crossed margin, and its groups."""

_COLUMNS = ("survey", "wave", "document", "table", "line", "background", "group", "count", "status", "where", "how")


@dataclass(frozen=True)
class Margin:
    """How the population is spread over one background, or over several crossed ones.

    ``counts`` is by the groups' ids, one a background. ``status`` is printed, derived (worked out from printed
    numbers) or estimated (rests on the survey itself, and can therefore not weight it). ``how`` says how.
    """

    backgrounds: tuple[str, ...]
    counts: dict[tuple[str, ...], int]
    status: Status
    table: str
    lines: tuple[int, ...]
    how: str

    @property
    def name(self) -> str:
        """The backgrounds joined with «*»."""
        return CROSSED.join(self.backgrounds)


@dataclass(frozen=True)
class Population:
    """The population of one wave of a survey: its size, who of the replies belong to it, its margins by name.

    ``where`` is a condition in the codebook's language; everybody belongs where it is empty.
    """

    survey: str
    wave: str
    size: int
    where: str
    document: str
    how: str
    margins: dict[str, Margin]


def read_population(data: DataFolder, survey: str) -> dict[str, Population]:
    """Read the populations of a survey from every ``populasjon.csv`` in ``data/published``.

    Parameters
    ----------
    data : DataFolder
        The data folder.
    survey : str
        The survey's id.

    Returns
    -------
    dict
        Wave id to its population; empty where no file names the survey.

    Raises
    ------
    InputError
        If a file cannot be used: names file, line, what was found and what was expected.
    """
    rows = [row for path in sorted(data.published.glob("*/populasjon.csv")) for row in _rows(path, survey)]
    totals = {row["wave"]: row for row in rows if not row["background"]}
    for row in rows:
        if row["wave"] not in totals:
            raise InputError(
                f"{row['where_from']}: runde «{row['wave']}» har grupper, men ingen rad for alle; "
                "ventet en rad uten background og group"
            )
    return {
        wave: Population(
            survey=survey,
            wave=wave,
            size=total["count"],
            where=total["where"],
            document=total["document"],
            how=total["how"],
            margins=_margins([row for row in rows if row["wave"] == wave and row["background"]]),
        )
        for wave, total in totals.items()
    }


def population_of(populations: dict[str, Population], survey: str, wave: str) -> Population:
    """Return the population of a ``wave`` of a ``survey`` out of its ``populations``.

    Raises
    ------
    InputError
        If there is none.
    """
    if wave not in populations:
        known = ", ".join(populations) or "ingen runder"
        raise InputError(
            f"undersøkelsen «{survey}», runde {wave}: ingen populasjonstall i data/published/*/populasjon.csv; "
            f"der finnes: {known}{nearest(wave, populations)}"
        )
    return populations[wave]


def _margins(rows: list[dict]) -> dict[str, Margin]:
    found: dict[str, Margin] = {}
    for name in dict.fromkeys(row["background"] for row in rows):
        own = [row for row in rows if row["background"] == name]
        # a margin is as sure as its least sure number
        status = max((row["status"] for row in own), key=get_args(Status).index)
        found[name] = Margin(
            backgrounds=tuple(name.split(CROSSED)),
            counts={tuple(row["group"].split(CROSSED)): row["count"] for row in own},
            status=status,
            table=own[0]["table"],
            lines=tuple(sorted({row["line"] for row in own})),
            how="; ".join(dict.fromkeys(row["how"] for row in own if row["how"])),
        )
    return found


def _rows(path: Path, survey: str) -> list[dict]:
    found, seen = [], {}
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            if tuple(reader.fieldnames or ()) != _COLUMNS:
                raise InputError(
                    f"{path}, linje 1: fant {', '.join(reader.fieldnames or ())}; ventet {', '.join(_COLUMNS)}"
                )
            for row in reader:
                where = f"{path}, linje {reader.line_num}"
                read = _row(row, where)
                key = (read["survey"], read["wave"], read["background"], read["group"])
                if key in seen:
                    raise InputError(f"{where}: samme gruppe som linje {seen[key]}; ventet hver gruppe én gang")
                seen[key] = reader.line_num
                if read["survey"] == survey:
                    found.append(read)
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} er ikke UTF-8; ventet CSV lagret som UTF-8") from None
    return found


def _row(row: dict, where: str) -> dict:
    if None in row or None in row.values():
        raise InputError(f"{where}: for få eller for mange verdier; ventet {len(_COLUMNS)}")
    read = dict(row) | {"where_from": where}
    for name in ("line", "count"):
        if not row[name].isdecimal():
            raise InputError(f"{where}, kolonne «{name}»: fant «{row[name]}»; ventet et helt tall fra 0")
        read[name] = int(row[name])
    if row["status"] not in get_args(Status):
        raise InputError(
            f"{where}, kolonne «status»: fant «{row['status']}»; ventet en av {', '.join(get_args(Status))}"
        )
    if row["background"].count(CROSSED) != row["group"].count(CROSSED) or bool(row["background"]) != bool(row["group"]):
        raise InputError(
            f"{where}: background «{row['background']}» og group «{row['group']}» passer ikke sammen; "
            f"ventet like mange, skilt med {CROSSED}"
        )
    return read
