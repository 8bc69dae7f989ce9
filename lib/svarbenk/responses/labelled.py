"""Clean answers with their labels, for colleagues who work in SPSS, Stata or R: .sav, Parquet, CSV."""

import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

from svarbenk.codebook import Codebook, Question
from svarbenk.errors import InputError
from svarbenk.responses.formula_safe import neutral_frame
from svarbenk.responses.responses import (
    MEMBERS,
    PROVENANCE,
    REPLY_ID,
    WAVE,
    WEIGHT,
    Responses,
    option_column,
    range_columns,
)

FORMATS = ("sav", "parquet", "csv")
_OWN = {
    REPLY_ID: "Svarets id",
    WAVE: "Runde",
    MEMBERS: "Hvor mange svaret gjelder",
    PROVENANCE: "Datakilde",
    WEIGHT: "Svarets vekt",
}
_LONGEST_LABEL = 250  # SPSS has room for 256 bytes of a variable's label
_LONGEST_VALUE = 118  # and 120 of a value's


def write_labelled(responses: Responses, folder: Path, formats: tuple[str, ...] = FORMATS) -> tuple[Path, ...]:
    """Write clean answers with variable and value labels; free text is not in them.

    Parameters
    ----------
    responses : Responses
        The answers, of one wave or several. The files are as confidential as they are.
    folder : Path
        Made if it is missing.
    formats : tuple of str
        «sav» has numbers with value labels and SPSS's own missing values: don't-know and not-relevant are answers,
        and what is not answered is system missing. «parquet» has the labels as ordered categories, «csv» the labels
        as text.

    Returns
    -------
    tuple of Path
        The files written: ``<survey>[-<wave>]-etiketter.<format>``.

    Raises
    ------
    InputError
        If a format is unknown or the folder cannot be written.
    """
    for each in formats:
        if each not in FORMATS:
            raise InputError(f"formatet «{each}» kan ikke skrives; ventet noen av {', '.join(FORMATS)}")
    waves = [account.wave for account in responses.accounts]
    name = "-".join([responses.codebook.id, *(waves if len(waves) == 1 else []), "etiketter"])
    write = {"sav": _write_sav, "parquet": _write_parquet, "csv": _write_csv}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".skriver-", ignore_cleanup_errors=True) as beside:
            made = [Path(beside) / f"{name}.{each}" for each in formats]
            for path, each in zip(made, formats, strict=True):
                write[each](responses, path)
            return tuple(path.replace(folder / path.name) for path in made)
    except OSError as error:
        raise InputError(
            f"{error.filename or folder}: kan ikke skrives ({error.strerror or type(error).__name__}); "
            "ventet en mappe som kan skrives i, og ingen av filene åpne i et annet program"
        ) from None


def codes(question: Question) -> dict[str, int]:
    """Return the number that each category of a ``question`` has in a .sav file: its code, else its place."""
    given = {category.id: category.code for category in question.categories}
    if None in given.values():
        return {name: place for place, name in enumerate(given, start=1)}
    return given


def variable_labels(codebook: Codebook) -> dict[str, str]:
    """Return the label of each column of the clean frame of a ``codebook``."""
    labels = dict(_OWN)
    for question in codebook.asked():
        text = question.text.nb
        if question.kind == "multiple":
            for category in question.categories:
                labels[option_column(question.id, category.id)] = f"{text} – {category.nb}"
        elif question.ranges:
            low, high = range_columns(question.id)
            labels |= {low: f"{text} (lavest)", high: f"{text} (høyest)"}
        elif question.kind != "text":
            labels[question.id] = text
    return labels


def _closed(responses: Responses) -> list[Question]:
    return [each for each in responses.codebook.asked() if each.kind in {"single", "ordinal"}]


def _labels(question: Question) -> dict[str, str]:
    """Return category labels; of two that read the same, the second tells its id too."""
    labels: dict[str, str] = {}
    for category in question.categories:
        labels[category.id] = category.nb if category.nb not in labels.values() else f"{category.nb} ({category.id})"
    return labels


def _write_sav(responses: Responses, path: Path) -> None:
    book = responses.codebook
    values: dict[str, dict[float, str]] = {}
    measures: dict[str, str] = {}
    columns: dict[str, Any] = {}
    for name, column in responses.frame.items():
        if name in {REPLY_ID, PROVENANCE, WAVE}:
            columns[name] = column.astype(object).where(column.notna(), None)
            measures[name] = "nominal"
        elif column.dtype == "boolean":
            columns[name] = column.astype("Float64").astype(float)
            values[name] = {0.0: "Ikke krysset av", 1.0: "Krysset av"}
            measures[name] = "nominal"
        elif not isinstance(column.dtype, pd.CategoricalDtype):
            columns[name] = column.astype("Float64").astype(float)
            measures[name] = "scale"
    for question in _closed(responses):
        number = codes(question)
        columns[question.id] = responses.frame[question.id].astype(object).map(number).astype(float)
        values[question.id] = {
            float(number[category.id]): category.nb[:_LONGEST_VALUE] for category in question.categories
        }
        measures[question.id] = "ordinal" if question.kind == "ordinal" else "nominal"
    frame = pd.DataFrame({name: columns[name] for name in responses.frame.columns})
    texts = variable_labels(book)
    pyreadstat.write_sav(
        frame,
        str(path),
        file_label=book.title.nb[:60],
        column_labels={name: texts[name][:_LONGEST_LABEL] for name in frame},
        variable_value_labels=values,
        variable_measure=measures,
    )


def _with_labels(responses: Responses) -> pd.DataFrame:
    frame = responses.frame.copy()
    for question in _closed(responses):
        frame[question.id] = frame[question.id].cat.rename_categories(_labels(question))
    return frame


def _write_parquet(responses: Responses, path: Path) -> None:
    _with_labels(responses).to_parquet(path)


def _write_csv(responses: Responses, path: Path) -> None:
    frame = _with_labels(responses)
    for name in frame.columns[frame.dtypes == "boolean"]:
        frame[name] = frame[name].map({True: "Krysset av", False: "Ikke krysset av"}, na_action="ignore")
    neutral_frame(frame).to_csv(path, index=False, encoding="utf-8-sig", sep=";", decimal=",")
