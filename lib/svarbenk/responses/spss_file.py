"""SPSS exports: codes with value labels; user-missing values are read as missing."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat

from svarbenk.codebook import Codebook
from svarbenk.errors import InputError
from svarbenk.responses.coded import Cells
from svarbenk.responses.raw_export import Grid, is_filled, squeeze


def read_spss(path: Path, codebook: Codebook) -> Grid:
    """Read an SPSS file; a row is a case, numbered from 1.

    Parameters
    ----------
    path : Path
        The file.
    codebook : Codebook
        Not needed here: an SPSS file says itself how it is written.

    Raises
    ------
    InputError
        If the file is damaged or no SPSS file.
    """
    try:
        frame, meta = pyreadstat.read_sav(str(path), apply_value_formats=False)
    except (
        pyreadstat.ReadstatError,
        pyreadstat.PyreadstatError,
        UnicodeDecodeError,
        OSError,
        ValueError,
    ) as error:
        reason = str(error).splitlines()[0][:80]
        raise InputError(
            f"{path}: kan ikke leses som SPSS-fil ({reason}); ventet en hel .sav-fil.\n"
            "Er overføringen avbrutt? Last ned eksporten på nytt."
        ) from None
    labels = {
        variable: {squeeze(code): label for code, label in values.items()}
        for variable, values in meta.variable_value_labels.items()
    }
    columns = [_cells(frame.iloc[:, place]) for place in range(frame.shape[1])]
    filled = np.zeros(len(frame), dtype=bool)
    for column in columns:
        filled |= column.each(is_filled, bool)
    kept = np.flatnonzero(filled)

    def gather(places: Sequence[int]) -> tuple[list[int], list[Cells]]:
        return (kept + 1).tolist(), [columns[place].take(kept) for place in places]

    return Grid(path, None, list(frame.columns), gather, labels)


def _cells(column: pd.Series) -> Cells:
    if column.dtype.kind == "f":
        codes, distinct = pd.factorize(column)
        missing = codes < 0
        codes[missing] = len(distinct)
        return Cells(codes, [float(value) for value in distinct] + [None] * bool(missing.any()))
    return Cells.of(column.astype(object).where(column.notna(), None))
