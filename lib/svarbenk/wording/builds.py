"""Differences between two builds in words."""

_CAUSES = {
    "answers": "svar",
    "codebook": "kodebok",
    "published": "trykte tall",
    "notebook": "notebook",
    "parameter": "parameter",
    "code": "kode",
    "packages": "pakke",
    "other": "fil",
}


def cause_label(cause: str) -> str:
    """Return what kind of thing moved numbers, in words.

    Parameters
    ----------
    cause : str
        answers, codebook, published, notebook, parameter, code, packages or other.
    """
    return _CAUSES[cause]


def from_to(before: str, after: str) -> str:
    """Say how a text was and is: «22 % → 24 %», «ny: 24 %», «borte: 22 %».

    Parameters
    ----------
    before, after : str
        The two texts; an empty one is none.
    """
    if not before:
        return f"ny: {after}"
    if not after:
        return f"borte: {before}"
    return f"{before} → {after}"
