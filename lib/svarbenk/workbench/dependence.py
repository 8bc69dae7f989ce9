"""Which questions depend on which background: all tests of a chapter together, corrected as one family."""

from collections.abc import Sequence

from svarbenk import stats
from svarbenk.figures import Dependence
from svarbenk.workbench.banner import BannerTable


def dependences(banners: Sequence[BannerTable]) -> list[Dependence]:
    """Collect the tests of several questions by their backgrounds.

    Parameters
    ----------
    banners : sequence of BannerTable
        One a question. Where a count is hidden there is no test, and the pair is left out.

    Returns
    -------
    list of Dependence
        One a question and background, with Cramér's V, its interval where the counts allow one, p and p
        adjusted by Holm over all of them as one family.
    """
    pairs = [(banner, table, table.result) for banner in banners for table in banner.by if table.result is not None]
    if not pairs:
        return []
    adjusted = stats.adjust_p([result.p_value for _, _, result in pairs], method="holm")
    return [
        Dependence(
            question=banner.total.shown.columns.label,
            background=table.shown.rows.label,
            effect=effect.value,
            low=effect.low,
            high=effect.high,
            p_value=result.p_value,
            adjusted_p=float(corrected),
            n=int(table.n),
        )
        for (banner, table, result), corrected in zip(pairs, adjusted, strict=True)
        for effect in [result.effect or stats.cramers_v(table.shown)]
    ]
