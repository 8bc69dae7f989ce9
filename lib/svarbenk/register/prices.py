"""Deflation: amounts in the money of one year, by a consumer price index that is in print or in the extract."""

from collections.abc import Mapping

from svarbenk.errors import InputError


def deflate(amounts: Mapping[str, float], index: Mapping[str, float], base: str) -> dict[str, float]:
    """Return amounts in the money of one year.

    Parameters
    ----------
    amounts : mapping
        Year to amount in the money of that year.
    index : mapping
        Year to consumer price index. Nothing is estimated: every year that has an amount must have an index.
    base : str
        The year whose money the amounts become.

    Raises
    ------
    InputError
        If the index of a year is missing or not above nought.
    """
    for year in (base, *amounts):
        if not index.get(year, 0) > 0:
            raise InputError(f"prisindeks for {year}: mangler; det finnes for {', '.join(index) or 'ingen år'}")
    return {year: amount * index[base] / index[year] for year, amount in amounts.items()}


def implied_deflator(nominal: float, real: float) -> float:
    """Return by how many per cent prices rose between two years, from one amount printed in the money of both.

    Parameters
    ----------
    nominal : float
        The amount in the money of the later year.
    real : float
        The same amount in the money of the earlier year.

    Raises
    ------
    InputError
        If an amount is not above nought.
    """
    if nominal <= 0 or real <= 0:
        raise InputError(f"prisvekst av {nominal:g} og {real:g} kroner; ventet to beløp over null")
    return 100 * (nominal / real - 1)
