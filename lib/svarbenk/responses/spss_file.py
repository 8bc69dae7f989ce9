"""SPSS exports: codes with value labels; user-missing values are read as missing."""

from pathlib import Path

import pyreadstat

from svarbenk.codebook import Codebook
from svarbenk.errors import InputError
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
    cells = frame.astype(object).where(frame.notna(), None)
    rows = ((number, list(row)) for number, row in enumerate(cells.itertuples(index=False, name=None), start=1))
    return Grid(path, None, list(frame.columns), [(n, row) for n, row in rows if any(map(is_filled, row))], labels)
