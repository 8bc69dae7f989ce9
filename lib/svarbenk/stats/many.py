"""All tests of a questionnaire at once: every question by every background in every wave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from . import stacked
from .counts import DegenerateTable
from .fisher import fisher_exact

# In the order of the result. The last three need ordered answers, the last two ordered backgrounds as well.
TESTS = ("chi_square", "likelihood_ratio", "fisher_exact", "kruskal_wallis", "linear_by_linear", "jonckheere_terpstra")
ORDERED_ANSWERS, ORDERED_BOTH = TESTS[3:], TESTS[4:]
USUAL = (TESTS[0], *ORDERED_ANSWERS)
EFFECTS = dict.fromkeys(TESTS, "cramers_v") | {
    "kruskal_wallis": "epsilon_squared",
    "linear_by_linear": "correlation",
    "jonckheere_terpstra": "probability_of_superiority",
}

SMALL_EXPECTED = 5.0


def many(questions: Any, backgrounds: Any, waves: Any = None, *, tests: Iterable[str] | None = None) -> pd.DataFrame:
    """Test every question against every background within every wave.

    Parameters
    ----------
    questions, backgrounds : DataFrame or mapping of name to sequence
        One row per person. The categories of a categorical are used in their order; other values are
        sorted. Ordered categoricals and numbers count as ordered. Missing answers are left out, table by table.
    waves : sequence, one per person, optional
        The wave. Without it there is one table for each question and background.
    tests : iterable of str, optional
        Any of ``"chi_square"``, ``"likelihood_ratio"``, ``"fisher_exact"``, ``"kruskal_wallis"``,
        ``"linear_by_linear"`` and ``"jonckheere_terpstra"``. By default chi-square and the last three. A rank or
        trend test is done only where answers, or answers and background, are ordered. Fisher's test is the only
        one that is done table by table, and takes its time.

    Returns
    -------
    DataFrame
        One row per table and test: ``question``, ``background``, ``wave``, ``test``, ``statistic``, ``df``,
        ``p_value``, ``method``, ``n``, ``effect_name``, ``effect``, ``minimum_expected`` and ``share_below_5`` (of the
        cells' expected counts). ``method`` is ``"asymptotic"``, ``"exact"`` or, of a table too large for Fisher's
        exact test, ``"monte_carlo"``. NaN, and no method, where fewer than two rows or columns have counts.

    Raises
    ------
    ValueError
        If there are no questions or backgrounds, lengths differ, a wave is missing, or a test is unknown.

    Notes
    -----
    The same p-values as by the functions of those names on the tables one at a time: the counts of all
    tables of a background are made in one pass and each formula is applied to the whole stack. Scores are
    the places of the categories. p-values are raw: for the family that you declare, pass them to ``adjust_p``.
    """
    wanted = USUAL if tests is None else tuple(tests)
    unknown = [name for name in wanted if name not in TESTS]
    if unknown or not wanted:
        raise ValueError(f"tests {', '.join(map(repr, unknown)) or 'none'}; expected some of {', '.join(TESTS)}")
    asked, grouped = _scales(questions, "questions"), _scales(backgrounds, "backgrounds")
    size = len(asked[0].codes)
    wave = _scale("waves", np.zeros(size, dtype=int) if waves is None else waves)
    for scale in (*asked, *grouped, wave):
        if len(scale.codes) != size:
            raise ValueError(f"{len(scale.codes)} values of {scale.name} for {size} persons; expected one each")
    if (wave.codes < 0).any():
        raise ValueError(f"{int(np.sum(wave.codes < 0))} persons without a wave; expected one for everybody")
    answers = max(len(scale.labels) for scale in asked)
    # missing answers and backgrounds get a category of their own, which is cut off once they are counted
    chosen = np.stack([np.where(scale.codes < 0, answers, scale.codes) for scale in asked])
    place = (np.arange(len(asked))[:, None] * len(wave.labels) + wave.codes) * (answers + 1) + chosen
    blocks = []
    for background in grouped:
        rows = len(background.labels)
        index = place * (rows + 1) + np.where(background.codes < 0, rows, background.codes)
        shape = (len(asked), len(wave.labels), answers + 1, rows + 1)
        counts = np.bincount(index.ravel(), minlength=int(np.prod(shape))).reshape(shape)
        tables = np.swapaxes(counts[..., :answers, :rows], -1, -2).astype(float)
        blocks.append(_tested(tables, wanted, background, asked))
    return _framed(blocks, wanted, asked, grouped, wave, named=waves is not None)


@dataclass(frozen=True)
class _Scale:
    name: str
    codes: np.ndarray
    labels: list[Any]
    ordered: bool


def _scales(columns: Any, what: str) -> list[_Scale]:
    if not isinstance(columns, (Mapping, pd.DataFrame)):
        raise ValueError(f"{what} of type {type(columns).__name__}; expected a DataFrame or a mapping of columns")
    scales = [_scale(name, columns[name]) for name in columns]
    if not scales or not len(scales[0].codes):
        raise ValueError(f"no {what}; expected at least one column with answers")
    return scales


def _scale(name: Any, values: Any) -> _Scale:
    column = values.array if isinstance(values, pd.Series) else values
    ordered = False
    if not isinstance(column, pd.Categorical):
        series = pd.Series(column)
        ordered = pd.api.types.is_numeric_dtype(series) and not pd.api.types.is_bool_dtype(series)
        column = pd.Categorical(series)
    labels = list(column.categories)
    # a column in which nobody has answered has no categories
    return _Scale(
        str(name), np.asarray(column.codes, dtype=np.int64), labels or [None], ordered or bool(column.ordered)
    )


def _tested(tables: np.ndarray, wanted: tuple[str, ...], rows: _Scale, asked: list[_Scale]) -> dict[str, Any]:
    """Statistics of one background's tables, as arrays of shape (questions, waves)."""
    n, expectation = stacked.sizes(tables), stacked.expected(tables)
    used = expectation > 0
    cells = used.sum(axis=(-2, -1))
    pearson, df = stacked.pearson(tables, expectation)
    sides = [np.count_nonzero(tables.sum(axis=axis), axis=-1) for axis in (-1, -2)]
    with np.errstate(invalid="ignore", divide="ignore"):
        v = np.sqrt(pearson / (n * (np.minimum(*sides) - 1)))
        found = {
            "n": n,
            "minimum_expected": np.where(cells > 0, np.where(used, expectation, np.inf).min(axis=(-2, -1)), np.nan),
            "share_below_5": (used & (expectation < SMALL_EXPECTED)).sum(axis=(-2, -1)) / cells,
        }
        for test in wanted:
            statistic, freedom, p, effect = _one_test(test, tables, n, pearson, df, v, sides[0])
            fits = df > 0
            if test in ORDERED_ANSWERS:
                fits = fits & np.array([scale.ordered for scale in asked])[:, None]
            if test in ORDERED_BOTH:
                fits = fits & rows.ordered
            method = "asymptotic"
            if test == "fisher_exact":
                p, method = p
            found[test] = [np.where(fits, part, np.nan) for part in (statistic, freedom, p, effect)]
            found[test].append(np.where(fits, method, None))
    return found


def _one_test(
    test: str, tables: np.ndarray, n: np.ndarray, pearson: np.ndarray, df: np.ndarray, v: np.ndarray, rows: np.ndarray
) -> tuple[Any, Any, Any, Any]:
    """Statistic, degrees of freedom, p-value (of Fisher's test with the method of each) and effect of a stack."""
    if test == "chi_square":
        return pearson, df, stats.chi2.sf(pearson, df), v
    if test == "likelihood_ratio":
        g = stacked.likelihood_ratio(tables)
        return g, df, stats.chi2.sf(g, df), v
    if test == "fisher_exact":
        flat = tables.reshape(-1, *tables.shape[-2:])
        each = [_fisher(table) for table in flat]
        p, method = (np.array(part).reshape(n.shape) for part in zip(*each, strict=True))
        return np.nan, np.nan, (p, method), v
    if test == "kruskal_wallis":
        h = stacked.kruskal(tables)
        return h, rows - 1, stats.chi2.sf(h, rows - 1), h / (n - 1)
    if test == "linear_by_linear":
        row_scores, column_scores = (np.arange(1.0, side + 1) for side in tables.shape[-2:])
        r = stacked.score_correlation(tables, row_scores, column_scores)
        z = np.sqrt(n - 1) * r
        return z, np.nan, 2 * stats.norm.sf(np.abs(z)), r
    count, mean, variance = stacked.jonckheere(tables)
    z = (count - mean) / np.sqrt(variance)
    return z, np.nan, 2 * stats.norm.sf(np.abs(z)), count / (2 * mean)


def _fisher(table: np.ndarray) -> tuple[float, str]:
    try:
        result = fisher_exact(table)
    except DegenerateTable:
        return float("nan"), ""
    return result.p_value, result.method


def _framed(
    blocks: list[dict[str, Any]],
    wanted: tuple[str, ...],
    asked: list[_Scale],
    grouped: list[_Scale],
    wave: _Scale,
    *,
    named: bool,
) -> pd.DataFrame:
    """Lay the blocks out as one row per question, background, wave and test that the scales allow."""

    def laid_out(pick: Any) -> np.ndarray:
        each = [
            np.stack([np.broadcast_to(pick(block, test), block["n"].shape) for test in wanted], axis=-1)
            for block in blocks
        ]
        return np.stack(each, axis=1).ravel()

    shape = (len(asked), len(grouped), len(wave.labels), len(wanted))
    places = np.indices(shape).reshape(4, -1)
    names = [scale.name for scale in asked], [scale.name for scale in grouped], wave.labels if named else [None], wanted
    labels = [np.array(part, dtype=object)[place] for part, place in zip(names, places, strict=True)]
    answers_ordered = np.array([scale.ordered for scale in asked])[places[0]]
    both_ordered = answers_ordered & np.array([scale.ordered for scale in grouped])[places[1]]
    need_answers, need_both = (np.isin(wanted, group)[places[3]] for group in (ORDERED_ANSWERS, ORDERED_BOTH))
    allowed = (answers_ordered | ~need_answers) & (both_ordered | ~need_both)
    columns = dict(zip(("question", "background", "wave", "test"), labels, strict=True))
    for i, name in enumerate(("statistic", "df", "p_value")):
        columns[name] = laid_out(lambda block, test, i=i: block[test][i])
    columns["method"] = laid_out(lambda block, test: block[test][4])
    columns["n"] = laid_out(lambda block, test: block["n"]).astype(np.int64)
    columns["effect_name"] = np.array([EFFECTS[test] for test in wanted], dtype=object)[places[3]]
    columns["effect"] = laid_out(lambda block, test: block[test][3])
    for name in ("minimum_expected", "share_below_5"):
        columns[name] = laid_out(lambda block, test, name=name: block[name])
    return pd.DataFrame({name: values[allowed] for name, values in columns.items()})
