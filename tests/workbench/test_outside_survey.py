"""A survey that this repo has never heard of, with YAML alone: the American National Election Study of 1996.

The data set of statsmodels is written to files as a colleague would send them; the codebook is drafted, and edited
as a person would edit the text. Every number is asserted against pandas' and scipy's own counts.
"""

import pandas as pd
import pyreadstat
import pytest
from scipy import stats
from statsmodels.datasets import anes96
from svarbenk.codebook import DataFolder, read_codebook, review
from svarbenk.responses.drafting import draft_codebook
from svarbenk.workbench import open_survey

LEANING = ["Extremely liberal", "Liberal", "Slightly liberal", "Moderate", "Slightly conservative", "Conservative", "Extremely conservative"]  # fmt: skip  # noqa: E501


@pytest.fixture(scope="module")
def people():
    """The 944 respondents, with don't-know codes and weights as such files have them."""
    frame = anes96.load_pandas().data.drop(columns=["logpopul", "popul", "income"]).astype(int)
    frame.insert(0, "caseid", range(1, len(frame) + 1))
    frame.loc[frame.index % 25 == 0, "ClinLR"] = 8  # don't know
    frame.loc[frame.index % 31 == 0, "ClinLR"] = 9  # not ascertained
    return frame.assign(wt=1.0 + (frame.age > 60) * 0.5 - (frame.educ > 5) * 0.25)


def folder(tmp_path, name) -> DataFolder:
    data = DataFolder(tmp_path / "data")
    data.codebooks.mkdir(parents=True)
    data.raw(name).mkdir(parents=True)
    return data


def edited(data: DataFolder, name: str, *changes: tuple[str, str]) -> None:
    """Change the YAML's text, each passage once."""
    path = data.codebook(name)
    text = path.read_text("utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def from_csv(people, tmp_path_factory):
    """The survey from a CSV file of bare codes, its codebook drafted and then edited."""
    data = folder(tmp_path_factory.mktemp("anes"), "anes")
    people.drop(columns="wt").to_csv(data.raw("anes") / "anes.csv", index=False)
    draft_codebook(data.raw("anes") / "anes.csv", data.codebooks)
    labels = [*((i, f"lr_{i}", label) for i, label in enumerate(LEANING, start=1)), (8, "dk", "Don't know")]
    changes = [
        ("missing: []", 'missing: ["9"]'),  # not ascertained
        ("field_period: {start: 2000-01-01}", "field_period: {start: 1996-09-03, end: 1996-11-04}"),
        ("  - id: vote\n", "  - id: vote\n    background: true\n"),
    ]
    # the list of Clinton's leaning is the only one that goes to 9
    head, _, tail = data.codebook("anes").read_text("utf-8").partition("  - id: clinlr\n")
    drafted, _, rest = tail.partition("  # Avgjør")
    written = [f'      - {{id: {name}, code: {code}, nb: "{label}"}}\n' for code, name, label in labels]
    written[-1] = written[-1].replace("}\n", ", is: dont_know}\n")
    kept = drafted.partition("    categories:\n")[0].replace("    inferred: true\n", "")
    whole = head + "  - id: clinlr\n" + kept + "    categories:\n" + "".join(written) + "  # Avgjør" + rest
    before, _, vote = whole.partition("  - id: vote\n")
    vote = vote.replace('verdi_0, code: 0, nb: "0"', "clinton, code: 0, nb: Clinton")
    vote = vote.replace('verdi_1, code: 1, nb: "1"', "dole, code: 1, nb: Dole")
    data.codebook("anes").write_text(f"{before}  - id: vote\n{vote}", encoding="utf-8")
    edited(data, "anes", *changes)
    return data


def test_counts_are_those_of_pandas(from_csv, people):
    survey = open_survey("anes", data=from_csv.root)
    assert survey.n == 944
    table = survey.table("clinlr", by="vote")
    known = people[people.ClinLR != 9]
    wanted = pd.crosstab(known.vote, known.ClinLR)
    assert table.shown.counts.astype(int).tolist() == wanted.to_numpy().tolist()
    assert table.item_n == len(known)
    assert table.muted == ("dk",)
    assert list(table.counts.columns) == [*LEANING, "Don't know"]
    assert table.share("lr_1") == pytest.approx(100 * (known.ClinLR == 1).mean())


def test_the_test_is_the_one_that_scipy_makes(from_csv, people):
    survey = open_survey("anes", data=from_csv.root)
    result = survey.table("educ", by="vote").test()
    observed = pd.crosstab(people.vote, people.educ)
    chi = stats.chi2_contingency(observed, correction=False)
    assert result.n == 944
    assert result.test == "chi_square"
    assert result.statistic == pytest.approx(chi.statistic)
    assert result.p_value == pytest.approx(chi.pvalue)
    young = survey.where("age < 30").table("vote")
    assert young.count("dole") == ((people.age < 30) & (people.vote == 1)).sum()
    assert "clinton" in survey.where("vote == 'clinton'").table("clinlr").shown.base.nb.lower()


@pytest.fixture(scope="module")
def from_spss(people, tmp_path_factory):
    """The survey from an SPSS file with labels, user-missing values and weights."""
    data = folder(tmp_path_factory.mktemp("anes-spss"), "anes-spss")
    leaning = dict(enumerate(LEANING, start=1)) | {8: "Don't know", 9: "Not ascertained"}
    pyreadstat.write_sav(
        people,
        str(data.raw("anes-spss") / "anes.sav"),
        column_labels={"selfLR": "Own leaning", "ClinLR": "Clinton's leaning", "vote": "Expected vote"},
        variable_value_labels=dict.fromkeys(("selfLR", "ClinLR", "DoleLR"), leaning)
        | {"vote": {0: "Clinton", 1: "Dole"}},
        missing_ranges={name: [9] for name in ("selfLR", "ClinLR", "DoleLR")},
    )
    draft_codebook(data.raw("anes-spss") / "anes.sav", data.codebooks, "anes-spss")
    edited(data, "anes-spss", ('text: {nb: "Expected vote"}', 'background: true\n    text: {nb: "Expected vote"}'))
    return data


def test_an_spss_file_needs_one_line_of_yaml(from_spss, people):
    book = read_codebook("anes-spss", from_spss)
    assert book.reply.weight.variable == "wt"
    assert book.question("clinlr").kind == "ordinal"
    assert {remark.what for remark in review(book)} >= {"inferred", "inferred_categories", "no_english"}
    survey = open_survey("anes-spss", data=from_spss.root)
    table = survey.table("clinlr", by="vote")
    known = people[people.ClinLR != 9]
    wanted = known.pivot_table(index="vote", columns="ClinLR", values="wt", aggfunc="sum").fillna(0)
    assert table.shown.weighted
    assert table.shown.replies.astype(int).tolist() == pd.crosstab(known.vote, known.ClinLR).to_numpy().tolist()
    shares = table.shown.counts / table.shown.counts.sum(axis=1, keepdims=True)
    by_pandas = wanted.to_numpy() / wanted.to_numpy().sum(axis=1, keepdims=True)
    assert shares == pytest.approx(by_pandas)
    assert "Vektet." in repr(table)
    assert table.test() is None  # a weighted table has no plain chi-square test
