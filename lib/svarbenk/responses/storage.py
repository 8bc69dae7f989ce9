"""Clean answers and their row account on disk, written whole or not at all."""

import hashlib
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from svarbenk.codebook import Codebook
from svarbenk.errors import InputError
from svarbenk.responses.account import ChangedCell, DroppedRow, RowAccount
from svarbenk.responses.responses import Responses
from svarbenk.responses.validation import validate


def write_clean(responses: Responses, folder: Path, inputs: dict[str, str] | None = None) -> tuple[Path, ...]:
    """Write clean answers as Parquet and CSV, and the row account with every value as Excel and JSON.

    Parameters
    ----------
    responses : Responses
        What to write. The files are as confidential as the answers.
    folder : Path
        Made if it is missing.
    inputs : dict, optional
        Name to sha256 of the files that the answers were made from, for ``read_clean`` to compare.

    Returns
    -------
    tuple of Path
        The files written.
    """
    name = f"{responses.codebook.id}-{responses.account.wave}"
    folder.mkdir(parents=True, exist_ok=True)
    account = asdict(responses.account) | {"inputs": inputs or {}}
    with tempfile.TemporaryDirectory(dir=folder, prefix=".skriver-") as beside:
        made = Path(beside)
        responses.frame.to_parquet(made / f"{name}.parquet")
        responses.frame.to_csv(made / f"{name}.csv", index=False, encoding="utf-8-sig", sep=";", decimal=",")
        _account_workbook(responses.account, made / f"{name}-radregnskap.xlsx")
        (made / f"{name}-radregnskap.json").write_text(
            json.dumps(account, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        written = []
        for path in sorted(made.iterdir()):
            path.replace(folder / path.name)
            written.append(folder / path.name)
    return tuple(written)


def _account_workbook(account: RowAccount, path: Path) -> None:
    summary = [("Undersøkelse", account.survey), ("Runde", account.wave), ("Fil", account.file)]
    summary += [
        ("Rader lest", account.read),
        ("Rader beholdt", account.kept),
        ("Rader tatt ut", len(account.dropped)),
    ]
    summary += [(f"Tatt ut: {reason}", count) for reason, count in account.reasons().items()]
    summary += [(f"Endrede celler: {rule}", count) for rule, count in account.rules().items()]
    summary += [(f"Svart utenfor basen: {question}", count) for question, count in account.outside_base.items()]
    summary += [("Kolonner som kodeboken ikke kjenner", ", ".join(account.unknown_columns) or "ingen")]
    with pd.ExcelWriter(path, engine="xlsxwriter") as book:
        pd.DataFrame(summary, columns=["Hva", "Verdi"]).to_excel(book, sheet_name="Sammendrag", index=False)
        dropped = [(row.row, row.reply, row.reason, row.detail) for row in account.dropped]
        pd.DataFrame(dropped, columns=["Rad", "Svar-id", "Grunn", "Forklaring"]).to_excel(
            book, sheet_name="Rader tatt ut", index=False
        )
        changed = [(cell.row, cell.reply, cell.column, cell.before, cell.after, cell.rule) for cell in account.changed]
        columns = ["Rad", "Svar-id", "Kolonne", "Før", "Etter", "Regel"]
        pd.DataFrame(changed, columns=columns).to_excel(book, sheet_name="Endrede celler", index=False)
        for sheet in book.sheets.values():
            sheet.autofit(600)
            sheet.freeze_panes(1, 0)


def read_clean(codebook: Codebook, folder: Path, wave: str, inputs: dict[str, str] | None = None) -> Responses | None:
    """Read clean answers back, or None where there are none or they were made from other inputs.

    Raises
    ------
    InputError
        If the files are there but damaged, or no longer agree with the codebook.
    """
    name = f"{codebook.id}-{wave}"
    data, account = folder / f"{name}.parquet", folder / f"{name}-radregnskap.json"
    if not (data.is_file() and account.is_file()):
        return None
    try:
        told = json.loads(account.read_text(encoding="utf-8"))
        if inputs is not None and told.pop("inputs", {}) != inputs:
            return None
        told.pop("inputs", None)
        told["dropped"] = tuple(DroppedRow(**row) for row in told["dropped"])
        told["changed"] = tuple(ChangedCell(**cell) for cell in told["changed"])
        told["unknown_columns"] = tuple(told["unknown_columns"])
        frame = pd.read_parquet(data)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{data}: kan ikke leses ({type(error).__name__}); lag den på nytt med svarbenk clean {codebook.id}"
        ) from None
    return validate(Responses(frame, codebook, RowAccount(**told)), str(data))


def fingerprint(path: Path) -> str:
    """Return the sha256 of a file, as hexadecimal text."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
