"""What a report says, as data: every text, table and count, without the drawings.

Two builds are compared by it, and the numbers that were handed over can be read back.
"""

from pathlib import Path

from pydantic import ValidationError

from svarbenk.documents.model import Report
from svarbenk.errors import InputError

RESULTS = "results.json"
_DRAWN = {"chapters": {"__all__": {"blocks": {"__all__": {"svg", "png"}}}}}


def write_results(report: Report, path: Path) -> Path:
    """Write a report as JSON without its drawings; equal reports give equal bytes.

    Parameters
    ----------
    report : Report
        The report to write.
    path : Path
        The file to write.

    Returns
    -------
    Path
        The file.
    """
    path.write_text(report.model_dump_json(exclude=_DRAWN), encoding="utf-8")
    return path


def read_results(path: Path) -> Report:
    """Read what ``write_results`` wrote; the drawings of its figures are empty.

    Parameters
    ----------
    path : Path
        The file, or the folder of a build that it stands in.

    Returns
    -------
    Report

    Raises
    ------
    InputError
        If the file is missing or is not such a file.
    """
    file = path / RESULTS if path.is_dir() else path
    try:
        return Report.model_validate_json(file.read_bytes())
    except OSError:
        raise InputError(f"{file}: finnes ikke; ventet en bygget rapport med {RESULTS}") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = " → ".join(str(step) for step in first["loc"])
        raise InputError(f"{file}, {place}: {first['msg']}; ventet det en bygging skriver") from None
