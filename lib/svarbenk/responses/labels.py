"""An export's own value labels held against the codebook, so that a swapped code is found before it is counted."""

from collections.abc import Collection

from svarbenk.codebook import Codebook, Question, fold
from svarbenk.errors import InputError
from svarbenk.responses.decisions import acceptance
from svarbenk.responses.raw_export import RawExport, shorten, squeeze
from svarbenk.responses.spelling import CategoryReader, Unknown, as_code

NO_LABELS = "ingen verdietiketter i filen; kodene er ikke kontrollert"
"""The note on a file with codes and no labels."""

_NO, _YES = {"nei", "no"}, {"ja", "yes"}


def check_labels(export: RawExport, codebook: Codebook, accepted: Collection[str] = ()) -> set[str]:
    """Compare the value labels of an export with the codes of a codebook.

    Parameters
    ----------
    export : RawExport
        The file.
    codebook : Codebook
        The codebook of the file's wave.
    accepted : collection of str
        Ids of the questions whose labels the evaluator has accepted as they are.

    Returns
    -------
    set of str
        Those of ``accepted`` whose labels do not fit, so that it is needed.

    Raises
    ------
    InputError
        If a code means another category in the export than in the codebook, has a label that the codebook
        does not know, or 0 and 1 are swapped in the columns of a multiple-response question.
    """
    missing = {fold(each) for each in codebook.cleaning.missing}
    needed: set[str] = set()
    for question in codebook.asked():
        if not question.categories:
            continue
        labels = {
            as_code(code): label
            for code, label in export.value_labels.get(question.column().variable, {}).items()
            if as_code(code) not in missing and fold(squeeze(label)) not in missing
        }
        try:
            _check_codes(question, labels, export, codebook)
            if question.kind == "multiple":
                _check_ticks(question, export, codebook)
        except InputError as misfit:
            if question.id not in accepted:
                wanted = acceptance("labels", question.id)
                raise InputError(f"{misfit}\nEller godta det i decisions.yaml: {wanted}") from None
            needed.add(question.id)
    return needed


def unchecked_codes(export: RawExport, codebook: Codebook) -> tuple[str, ...]:
    """Return a note where a file that can hold value labels has codes and no labels.

    Parameters
    ----------
    export : RawExport
        The file; a CSV holds no labels, so there is nothing to note.
    codebook : Codebook
        The codebook of the file's wave.
    """
    if export.path.suffix.lower() not in {".xlsx", ".sav"}:
        return ()
    for question in codebook.asked():
        variable = question.column().variable
        if export.value_labels.get(variable):
            return ()
        if question.kind == "multiple":
            labelled = (export.value_labels.get(column.variable) for _, column in question.option_columns())
            if any(labelled):
                return ()
    return (NO_LABELS,) if any(_holds_codes(question, export) for question in codebook.asked()) else ()


def _holds_codes(question: Question, export: RawExport) -> bool:
    if question.kind == "multiple" or question.column().variable not in export.cells:
        return False
    codes = {str(category.code) for category in question.categories if category.code is not None}
    labels = {category.nb for category in question.categories}
    found = {as_code(squeeze(cell)) for cell in export.cells[question.column().variable].distinct}
    return bool(found & (codes - labels))


def _check_codes(question: Question, labels: dict[str, str], export: RawExport, codebook: Codebook) -> None:
    reader = CategoryReader(question)
    codes = {str(category.code): category for category in question.categories if category.code is not None}
    for code, label in labels.items():
        expected = codes.get(code)
        found = _category(reader, label)
        if expected is None or found != expected.id:
            wanted = f"«{expected.nb}»" if expected else f"en av kodene {', '.join(codes)}"
            raise InputError(_message(export, codebook, question.column().variable, code, label, wanted))


def _check_ticks(question: Question, export: RawExport, codebook: Codebook) -> None:
    reader = CategoryReader(question)
    for category, column in question.option_columns():
        for code, label in export.value_labels.get(column.variable, {}).items():
            told = fold(squeeze(label))
            option = _category(reader, label)
            if (as_code(code) == "1" and told in _NO) or (as_code(code) == "0" and told in _YES):
                wanted = "1 for krysset av og 0 for ikke"
            elif as_code(code) == "1" and option not in (None, category.id):
                wanted = f"«{category.nb}»"
            else:
                continue
            raise InputError(_message(export, codebook, column.variable, code, label, wanted))


def _category(reader: CategoryReader, label: str) -> str | None:
    try:
        return reader.read(label).value
    except Unknown:
        return None


def _message(export: RawExport, codebook: Codebook, variable: str, code: str, label: str, wanted: str) -> str:
    return (
        f"{export.place}, variabel {variable}: kode {code} heter «{shorten(squeeze(label))}» i filen; "
        f"ventet {wanted} (kodebok «{codebook.id}»).\nRett den som tar feil: filen eller kodeboken."
    )
