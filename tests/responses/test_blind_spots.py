"""What the check of orientation cannot see is told: symmetric scales, few answers, waves that may not be compared."""

import pandas as pd
import pytest
from svarbenk.codebook import read_codebook
from svarbenk.responses import Responses, RowAccount, blind_spots

SURVEY = """\
codebook: runder
version: 1
title: {nb: Flere runder}
source: {nb: Oppdiktet}
unit: {one: {nb: svar}, many: {nb: svar}}
waves:
  - {id: I, label: {nb: I}, field_period: {start: 2022-01-01}}
  - {id: II, label: {nb: II}, field_period: {start: 2022-12-01}}
reply: {id: {variable: svarid, header: Svar-ID}}
scales:
  tre: [{id: lite, code: 1, nb: Lite}, {id: noe, code: 2, nb: Noe}, {id: mye, code: 3, nb: Mye}]
questions:
  - {id: skjev, kind: ordinal, text: {nb: Skjev}, variable: a, scale: tre}
  - {id: jevn, kind: ordinal, text: {nb: Jevn}, variable: b, scale: tre}
  - {id: faa, kind: ordinal, text: {nb: Få}, variable: c, scale: tre}
  - id: endret
    kind: ordinal
    text: {nb: Endret}
    variable: d
    scale: tre
    not_comparable: [{waves: [I], reason: {nb: ny}}]
"""

# question: how many said lite, noe, mye in I and in II
COUNTS = {
    "skjev": ([160, 30, 10], [156, 32, 12]),
    "jevn": ([60, 81, 59], [62, 80, 58]),
    "faa": ([20, 4, 1], [19, 5, 1]),
    "endret": ([60, 81, 59], [62, 80, 58]),
}


@pytest.fixture
def waves(tmp_path):
    path = tmp_path / "runder.yaml"
    path.write_text(SURVEY, encoding="utf-8")
    codebook = read_codebook(path)

    def wave(place, name):
        frame = pd.DataFrame({"svar_id": [f"{name}{i}" for i in range(200)], "runde": name})
        for question, counts in COUNTS.items():
            given = [each for each, n in zip(("lite", "noe", "mye"), counts[place], strict=True) for _ in range(n)]
            frame[question] = pd.Categorical(given + [None] * (200 - len(given)), ["lite", "noe", "mye"], ordered=True)
        return Responses(frame, codebook, RowAccount("runder", name, f"{name}.csv", None, 200, 200))

    return codebook, [wave(place, name) for place, name in enumerate(("I", "II"))]


def test_a_skewed_scale_would_be_noticed_and_a_symmetric_or_small_one_would_not(waves):
    assert blind_spots(*waves) == {"jevn": ("I", "II"), "faa": ("I", "II")}
