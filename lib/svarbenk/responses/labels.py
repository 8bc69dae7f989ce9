"""An export's own value labels held against the codebook, so that a swapped code is found before it is counted."""

from svarbenk.codebook import Codebook
from svarbenk.errors import InputError
from svarbenk.responses.export import RawExport
from svarbenk.responses.spelling import CategoryReader, Unknown, squeeze


def check_labels(export: RawExport, codebook: Codebook) -> None:
    """Compare the export's value labels with the codebook's codes.

    Raises
    ------
    InputError
        If a code means another category in the export than in the codebook, or has a label that the
        codebook does not know.
    """
    missing = {squeeze(each).casefold() for each in codebook.cleaning.missing}
    for question in codebook.asked():
        if not question.categories or question.kind == "multiple":
            continue
        labels = export.value_labels.get(question.column().variable, {})
        reader = CategoryReader(question)
        codes = {str(category.code): category for category in question.categories if category.code is not None}
        for code, label in labels.items():
            if code in missing or squeeze(label).casefold() in missing:
                continue
            expected = codes.get(code)
            try:
                found = reader.read(label).value
            except Unknown:
                found = None
            if expected is None or found != expected.id:
                wanted = f"«{expected.nb}»" if expected else f"en av kodene {', '.join(codes)}"
                raise InputError(
                    f"{export.path.name}, variabel {question.column().variable}: kode {code} heter "
                    f"«{squeeze(label)}» i filen; "
                    f"ventet {wanted} (kodebok «{codebook.id}»)"
                )
