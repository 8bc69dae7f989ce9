"""All tests of a questionnaire: `stats.many` against one table at a time with pandas and pingouin.

Both sides get the same answers, and their p-values are compared. The loop takes a minute or two;
``python -m tests.benchmarks.many_tables 10`` times every tenth of its tables and multiplies.
"""

import sys
import time
import warnings
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
from scipy.stats import chi2_contingency
from svarbenk import stats

QUESTIONS, BACKGROUNDS, WAVES, PERSONS = 150, 12, 4, 5000

Pair = tuple[pd.Series, pd.Series]


def run(every: int = 1) -> None:
    """Print the ratio of the two ways, measured now, and how far their p-values are apart.

    Parameters
    ----------
    every : int
        1 for the whole loop, 10 for a tenth of it.
    """
    questions, backgrounds, waves = questionnaire()
    tables = QUESTIONS * BACKGROUNDS * WAVES
    print(f"{QUESTIONS} questions × {BACKGROUNDS} backgrounds × {WAVES} waves = {tables} tables, n = {PERSONS}")
    seconds, found = _best_of(3, lambda: stats.many(questions, backgrounds, waves, tests=["chi_square"]))
    every_test, _ = _best_of(3, lambda: stats.many(questions, backgrounds, waves))
    print(f"stats.many, chi-square        {seconds:8.3f} s")
    print(f"stats.many, four tests each   {every_test:8.3f} s")
    ours = found.set_index(["question", "background", "wave"])["p_value"]
    for name, test, share in (("pingouin", _pingouin, every), ("scipy", _scipy, 10 * every)):
        start = time.perf_counter()
        theirs = pd.Series({key: test(*pair) for key, pair in _pairs(questions, backgrounds, waves, share)})
        took = (time.perf_counter() - start) * tables / len(theirs)
        apart = np.abs(ours[theirs.index] - theirs).max()
        told = "" if share == 1 else f" (on every {share}th table, multiplied)"
        print(f"crosstab + {name:<18} {took:8.1f} s: {took / seconds:.0f} times as long{told}")
        print(f"    largest difference of p over {len(theirs)} tables: {apart:.1e}")


def questionnaire(persons: int = PERSONS, seed: int = 2025) -> tuple[pd.DataFrame, pd.DataFrame, pd.Series]:
    """Invent answers: 2 to 6 answers a question, 2 to 6 groups a background, a tenth missing, four waves."""
    random = np.random.default_rng(seed)

    def columns(number: int, name: str) -> pd.DataFrame:
        made = {}
        for i in range(number):
            kinds = 2 + i % 5
            codes = random.choice(kinds, persons, p=random.dirichlet(np.full(kinds, 4.0)))
            made[f"{name}{i + 1}"] = np.where(random.random(persons) < 0.1, np.nan, codes)
        return pd.DataFrame(made)

    return columns(QUESTIONS, "q"), columns(BACKGROUNDS, "b"), pd.Series(random.integers(1, WAVES + 1, persons))


def _pairs(
    questions: pd.DataFrame, backgrounds: pd.DataFrame, waves: pd.Series, every: int
) -> Iterator[tuple[tuple[str, str, int], Pair]]:
    """Go through question, background and wave; a wave is cut out once, as one would by hand."""
    frames = {int(wave): (questions[waves == wave], backgrounds[waves == wave]) for wave in sorted(waves.unique())}
    keys = [(q, b, wave) for wave in frames for q in questions for b in backgrounds]
    for q, b, wave in keys[::every]:
        yield (q, b, wave), (frames[wave][0][q], frames[wave][1][b])


def _pingouin(answers: pd.Series, groups: pd.Series) -> float:
    import pingouin

    pd.crosstab(groups, answers)  # the table to look at; pingouin makes another
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of small expected counts, at every table
        found = pingouin.chi2_independence(
            pd.concat([groups, answers], axis=1), groups.name, answers.name, correction=False
        )
    return float(found[2]["pval"].iloc[0])


def _scipy(answers: pd.Series, groups: pd.Series) -> float:
    return float(chi2_contingency(pd.crosstab(groups, answers), correction=False).pvalue)


def _best_of(times: int, call: Callable[[], pd.DataFrame]) -> tuple[float, pd.DataFrame]:
    took = []
    for _ in range(times):
        start = time.perf_counter()
        found = call()
        took.append(time.perf_counter() - start)
    return min(took), found


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
