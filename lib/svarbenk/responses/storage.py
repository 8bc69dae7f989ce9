"""Clean answers, free text apart, and their row account on disk: one set a wave, written whole or not at all."""

import hashlib
import json
import tempfile
from dataclasses import asdict, fields, replace
from pathlib import Path

import pandas as pd

from svarbenk.codebook import Codebook
from svarbenk.errors import InputError
from svarbenk.responses.account import MASKS, REASONS, RULES, ChangedCell, DroppedRow, RowAccount
from svarbenk.responses.formula_safe import as_told, neutral_frame
from svarbenk.responses.responses import Responses, no_texts, own_weights
from svarbenk.responses.validation import validate

EXCEL_ROWS = 1_048_576


def write_clean(responses: Responses, folder: Path, inputs: dict[str, str] | None = None) -> tuple[Path, ...]:
    """Write clean answers as Parquet and CSV, free text apart, and the row account as Excel and JSON.

    Parameters
    ----------
    responses : Responses
        What to write: the answers of one wave. The files are as confidential as the answers.
    folder : Path
        Made if it is missing.
    inputs : dict, optional
        Name to sha256 of the files that the answers were made from, for ``read_clean`` to compare.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    InputError
        If the folder cannot be written; the old files are then as they were.
    """
    name = f"{responses.codebook.id}-{responses.account.wave}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".skriver-", ignore_cleanup_errors=True) as beside:
            made = Path(beside)
            responses.frame.to_parquet(made / f"{name}.parquet")
            _to_csv(responses.frame, made / f"{name}.csv")
            if responses.texts is not None:
                _to_csv(responses.texts, made / f"{name}-fritekst.csv")
                _workbook({"Fritekst": responses.texts.astype(object)}, made / f"{name}-fritekst.xlsx")
            _account_workbook(responses.account, made / f"{name}-radregnskap.xlsx")
            account = responses.account
            told = {each.name: getattr(account, each.name) for each in fields(account)} | {
                "dropped": [asdict(row) for row in account.dropped],
                "changed": [asdict(cell) for cell in account.changed],
                "inputs": inputs or {},
                "frame": fingerprint(made / f"{name}.parquet"),
            }
            (made / f"{name}-radregnskap.json").write_text(
                json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8"
            )
            return _put(made, folder)
    except OSError as error:
        raise InputError(
            f"{error.filename or folder}: kan ikke skrives ({error.strerror or type(error).__name__}); "
            f"ventet en mappe som kan skrives i, og ingen av filene åpne i et annet program"
        ) from None


def _put(made: Path, folder: Path) -> tuple[Path, ...]:
    """Move the files made into the folder; if one cannot be, put all the old ones back."""
    old = made / "gamle"
    old.mkdir()
    done: list[Path] = []
    try:
        for path in sorted(each for each in made.iterdir() if each.is_file()):
            target = folder / path.name
            if target.exists():
                target.replace(old / path.name)
            done.append(target)
            path.replace(target)
    except OSError:
        for target in done:
            target.unlink(missing_ok=True)
            if (old / target.name).exists():
                (old / target.name).replace(target)
        raise
    return tuple(done)


def _account_workbook(account: RowAccount, path: Path) -> None:
    summary = [("Undersøkelse", account.survey), ("Runde", account.wave), ("Fil", account.file)]
    summary += [("Ark", account.sheet)] if account.sheet else []
    summary += [
        ("Rader lest", account.read),
        ("Rader beholdt", account.kept),
        ("Rader tatt ut", len(account.dropped)),
    ]
    summary += [(f"Tatt ut: {REASONS[reason].nb}", count) for reason, count in account.reasons().items()]
    summary += [(f"Endrede celler: {RULES[rule].nb}", count) for rule, count in account.rules().items()]
    summary += [(f"Svart utenfor basen: {question}", count) for question, count in account.outside_base.items()]
    summary += [(f"Maskert i fritekst: {MASKS[rule].nb}", count) for rule, count in account.masked.items()]
    summary += [("Godtatt", each) for each in account.accepted]
    summary += [("Merk", each) for each in account.notes]
    summary += [("Kolonner som kodeboken ikke kjenner", ", ".join(account.unknown_columns) or "ingen")]
    dropped = [(row.row, row.reply, REASONS[row.reason].nb, row.detail) for row in account.dropped]
    changed = [
        (cell.row, cell.reply, cell.column, cell.before, cell.after, RULES[cell.rule].nb)
        for cell in account.changed[: EXCEL_ROWS - 1]
    ]
    columns = ["Rad", "Svar-id", "Kolonne", "Før", "Etter", "Regel"]
    sheets = {
        "Sammendrag": pd.DataFrame(summary, columns=["Hva", "Verdi"]),
        "Rader tatt ut": pd.DataFrame(dropped, columns=["Rad", "Svar-id", "Grunn", "Forklaring"]),
        "Endrede celler": pd.DataFrame(changed, columns=columns),
    }
    _workbook(sheets, path)


def _to_csv(frame: pd.DataFrame, path: Path) -> None:
    neutral_frame(frame).to_csv(path, index=False, encoding="utf-8-sig", sep=";", decimal=",")


def _workbook(sheets: dict[str, pd.DataFrame], path: Path) -> None:
    # an answer that begins with = is text, never a formula
    as_text = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs=as_text) as book:
        for title, frame in sheets.items():
            neutral_frame(frame).to_excel(book, sheet_name=title, index=False)
        for sheet in book.sheets.values():
            sheet.autofit(600)
            sheet.freeze_panes(1, 0)


def read_clean(
    codebook: Codebook,
    folder: Path,
    wave: str,
    inputs: dict[str, str] | None = None,
    *,
    exactly: bool = True,
    texts: bool = False,
) -> Responses | None:
    """Read clean answers back, or None where there are none or they were made from other inputs.

    Parameters
    ----------
    codebook : Codebook
        The survey.
    folder : Path
        Where ``write_clean`` put them.
    wave : str
        The wave's id.
    inputs : dict, optional
        Name to sha256 of the files that the answers must have been made from; not asked by default.
    exactly : bool
        Whether these must be all the files that the answers were made from, or only those that are named.
    texts : bool
        Whether to read the free text too; without, ``Responses.texts`` is None.

    Raises
    ------
    InputError
        If the files are there but damaged, or no longer agree with each other or with the codebook.
    """
    name = f"{codebook.id}-{wave}"
    data, account = folder / f"{name}.parquet", folder / f"{name}-radregnskap.json"
    if not (data.is_file() and account.is_file()):
        return None
    try:
        told = json.loads(account.read_text(encoding="utf-8"))
        made_from, stamp = told.pop("inputs", {}), told.pop("frame", None)
        if exactly:
            stale = inputs is not None and made_from != inputs
        else:
            stale = any(made_from.get(file, digest) != digest for file, digest in (inputs or {}).items())
        if stale:
            return None
        told["dropped"] = tuple(DroppedRow(**row) for row in told["dropped"])
        told["changed"] = tuple(ChangedCell(**cell) for cell in told["changed"])
        told["unknown_columns"] = tuple(told["unknown_columns"])
        told["accepted"] = tuple(told.get("accepted", ()))
        told["notes"] = tuple(told.get("notes", ()))
        row_account = RowAccount(**told)
        if stamp != fingerprint(data):
            raise InputError(
                f"{data}: er endret etter at radregnskapet ble skrevet; ventet filen slik svarbenk skrev den.\n"
                f"Lag den på nytt med: svarbenk clean {codebook.id}"
            )
        frame = pd.read_parquet(data)
        told_texts = _read_texts(folder / f"{name}-fritekst.csv", codebook) if texts else None
    except InputError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, AssertionError) as error:
        raise InputError(
            f"{account}: kan ikke leses ({type(error).__name__}); ventet filen slik svarbenk skrev den.\n"
            f"Lag den på nytt med: svarbenk clean {codebook.id}"
        ) from None
    found = validate(Responses(frame, codebook, (row_account,), own_weights(frame)), str(data))
    return replace(found, texts=told_texts)


def _read_texts(path: Path, codebook: Codebook) -> pd.DataFrame:
    waves = pd.CategoricalDtype([wave.id for wave in codebook.waves], ordered=True)
    if not path.is_file():
        return no_texts(waves)
    found = pd.read_csv(path, sep=";", encoding="utf-8-sig", dtype="string", keep_default_na=False)
    return found.map(as_told).astype(no_texts(waves).dtypes.to_dict())


def fingerprint(path: Path) -> str:
    """Return the sha256 of the file at ``path``, as hexadecimal text."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
