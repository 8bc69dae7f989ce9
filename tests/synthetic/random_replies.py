"""Replies drawn at random from a wave's codebook, as clean answers are: for tests of the way to a file and back."""

import numpy as np
import pandas as pd
from svarbenk.codebook import derive
from svarbenk.responses import option_column


def random_replies(view, count, seed, missing=0.05):
    """Return ``count`` replies with every question answered or silent by chance, bases minded."""
    rng = np.random.default_rng(seed)
    columns = {"svar_id": pd.Series([str(1001 + each) for each in range(count)], dtype="string")}

    def series(name):
        question = view.question(name)
        return derive(question, series) if question.derived else columns[name]

    waiting = [question for question in view.asked() if question.kind != "text"]
    while waiting:
        question = waiting.pop(0)
        asked = np.ones(count, dtype=bool)
        if question.base:
            condition = view.bases[question.base].condition
            needs = {part for name in condition.questions for part in _parts(view, name)}
            if any(each.id in needs for each in waiting):
                waiting.append(question)
                continue
            asked = condition.holds({name: series(name) for name in condition.questions}).to_numpy(bool)
        silent = ~asked | (rng.random(count) < missing)
        if question.kind == "multiple":
            for option in question.category_ids:
                ticks = pd.Series(rng.random(count) < 0.25, dtype="boolean")
                columns[option_column(question.id, option)] = ticks.mask(silent)
        elif question.kind == "numeric":
            top = int(min(question.maximum or 60, 2500))
            step = 1 if question.whole else 2
            numbers = rng.integers(0, top * step + 1, count) / step * (rng.random(count) < 0.8)
            numbers = np.maximum(numbers, question.minimum or 0)
            columns[question.id] = (
                pd.Series(numbers, dtype="Float64").mask(silent).astype("Int64" if question.whole else "Float64")
            )
        else:
            codes = np.where(silent, -1, rng.integers(0, len(question.categories), count))
            dtype = pd.CategoricalDtype(question.category_ids, ordered=question.kind == "ordinal")
            columns[question.id] = pd.Series(pd.Categorical.from_codes(codes, dtype=dtype))
    return pd.DataFrame(columns)


def _parts(view, name):
    question = view.question(name)
    parts = question.sum_of or [each.of for each in (question.cut, question.grouped) if each]
    return {name} if not question.derived else {part for each in parts for part in _parts(view, each)}
