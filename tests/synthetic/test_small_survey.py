"""A survey of ten invented replies: what the reconstruction does without knowing any real report."""

import pytest
from svarbenk.codebook import Codebook
from svarbenk.errors import InputError
from svarbenk.ledger import Entry, Ledger
from svarbenk.synthetic import Recipe, reconstruct

JA_NEI = [{"id": "ja", "code": 1, "nb": "Ja"}, {"id": "nei", "code": 2, "nb": "Nei"}]


def codebook(base="a == 'ja'"):
    def question(name, kind, **more):
        return {"id": name, "kind": kind, "text": {"nb": name}, "variable": name} | more

    return Codebook.model_validate(
        {
            "codebook": "liten",
            "version": 1,
            "title": {"nb": "Liten"},
            "source": {"nb": "Oppdiktet"},
            "unit": {"one": {"nb": "svar"}, "many": {"nb": "svar"}},
            "waves": [{"id": "I", "label": {"nb": "I"}, "field_period": {"start": "2020-01-06"}}],
            "reply": {"id": {"variable": "id", "header": "Id"}},
            "bases": {"sa_ja": {"where": base, "label": {"nb": "sa ja"}}},
            "questions": [
                question(
                    "sted",
                    "single",
                    background=True,
                    categories=[{"id": "by", "nb": "By"}, {"id": "land", "nb": "Land"}],
                ),
                question("a", "single", categories=JA_NEI),
                question("b", "single", categories=JA_NEI, base="sa_ja"),
                question("antall", "numeric", minimum=0, maximum=50),
            ],
        }
    )


def ledger(*cells):
    """Cells as (question, category, group, statistic, printed); a percentage is of ``antall``."""
    return Ledger(
        tuple(
            Entry(
                document="d",
                table="1",
                line=number,
                survey="liten",
                wave="I",
                question=question,
                category=category,
                background="sted" if group else "",
                group=group,
                statistic=statistic,
                of="antall" if statistic == "percent" else "",
                printed=printed,
                unit="svar",
                cell="",
            )
            for number, (question, category, group, statistic, printed) in enumerate(cells, start=1)
        )
    )


def table(total, town, country, question="a"):
    return [
        (question, category, group, statistic, str(printed))
        for group, row in (("", total), ("by", town), ("land", country))
        for category, statistic, printed in zip(("ja", "nei", ""), ("count", "count", "n"), row, strict=True)
    ]


RECIPE = Recipe(survey="liten", seed=1, replies=10, provenance="Syntetiske data", unit_name="Enhet {}")


def counts(reconstruction, question):
    replies = reconstruction.replies
    return replies.groupby("sted", observed=True)[question].value_counts().to_dict()


def test_numbers_that_agree_are_met_without_correction():
    made = reconstruct(codebook(), ledger(*table((6, 4, 10), (4, 1, 5), (2, 3, 5))), RECIPE)
    assert made.corrections == ()
    assert counts(made, "a") == {("by", "ja"): 4, ("by", "nei"): 1, ("land", "ja"): 2, ("land", "nei"): 3}


def test_a_misprinted_cell_is_found():
    made = reconstruct(codebook(), ledger(*table((6, 4, 10), (14, 1, 5), (2, 3, 5))), RECIPE)
    (only,) = made.corrections
    assert (only.line, only.category, only.group, only.printed, only.used) == (4, "ja", "by", "14", "4")
    assert "like gjerne" not in only.why


def test_among_equal_changes_the_one_in_the_larger_number_is_chosen():
    cells = [("antall", "", group, "sum", str(n)) for group, n in (("", 30), ("by", 25), ("land", 7))]
    made = reconstruct(codebook(), ledger(*table((6, 4, 10), (4, 1, 5), (2, 3, 5)), *cells), RECIPE)
    (only,) = made.corrections
    assert (only.group, only.printed, only.used) == ("", "30", "32")
    assert "like gjerne" in only.why


def test_a_base_holds_and_item_nonresponse_is_left():
    cells = table((6, 4, 10), (4, 1, 5), (2, 3, 5)) + table((3, 2, 5), (2, 2, 4), (1, 0, 1), "b")
    made = reconstruct(codebook(), ledger(*cells), RECIPE)
    assert made.corrections == ()
    replies = made.replies
    assert not (replies["b"].notna() & (replies["a"] != "ja")).any()
    assert replies["b"].notna().sum() == 5


def test_more_answers_than_were_asked_is_a_contradiction():
    cells = table((6, 4, 10), (4, 1, 5), (2, 3, 5)) + table((4, 3, 7), (3, 1, 4), (1, 2, 3), "b")
    made = reconstruct(codebook(), ledger(*cells), RECIPE)
    assert made.corrections
    assert made.replies["b"].notna().sum() <= (made.replies["a"] == "ja").sum()


def test_it_is_the_same_twice_and_another_with_another_seed():
    cells = ledger(*table((6, 4, 10), (4, 1, 5), (2, 3, 5)))
    first, again = (reconstruct(codebook(), cells, RECIPE).replies for _ in range(2))
    assert first.equals(again)
    assert not first.equals(reconstruct(codebook(), cells, RECIPE.model_copy(update={"seed": 2})).replies)


def test_a_base_that_cannot_be_reconstructed_is_named():
    cells = ledger(*table((6, 4, 10), (4, 1, 5), (2, 3, 5), "b"))
    with pytest.raises(InputError, match=r"basen «sa_ja» for spørsmålet «b»: .* kan ikke rekonstrueres; ventet én"):
        reconstruct(codebook("a == 'ja' and antall > 2"), cells, RECIPE)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (("a", "", "", "percent", "50%"), "linje 1: «percent» for spørsmålet «a» av typen single; ventet .* numeric"),
        (
            ("a", "kanskje", "", "count", "5"),
            "linje 1: spørsmålet «a» har ikke kategorien «kanskje»; ventet en av ja, nei",
        ),
        (("antall", "", "", "percent", "50%"), "linje 1: «of» nevner «avtaler», fant 0 slike tall"),
    ],
)
def test_a_cell_that_means_nothing_is_named(cell, message):
    cells = Ledger(tuple(entry.model_copy(update={"of": "avtaler"}) for entry in ledger(cell)))
    with pytest.raises(InputError, match=message):
        reconstruct(codebook(), cells, RECIPE)
