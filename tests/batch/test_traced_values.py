"""What the prose writes out is gathered with the table it came from."""

from svarbenk.batch.traces import Traces
from svarbenk.documents import BulletList, Run, blocks_from_markdown
from svarbenk.workbench import prose

VALUES = {"andel": 62.5, "setning": "Andelen økte til 51 prosent. Det er mye.", "n": 78.0}
ORIGINS = {"andel": {"survey": "lege", "question": "om_5"}}


def followed(text, traces):
    blocks = blocks_from_markdown(prose(text, VALUES, marked=True))
    return traces.follow(blocks, VALUES, ORIGINS)


def test_values_are_gathered_in_reading_order_with_exact_numbers():
    traces = Traces()
    (paragraph,) = followed("Av **{n}** er {andel:%} med, altså {andel:1}. {setning} Slutt.", traces)
    assert [(each.name, each.text, each.number) for each in traces.values] == [
        ("n", "78", 78.0),
        ("andel", "63\u00a0%", 62.5),
        ("setning", "Andelen økte til 51 prosent. Det er mye.", None),
    ]
    assert (traces.values[1].survey, traces.values[1].question) == ("lege", "om_5")
    text = "".join(run.text for run in paragraph.runs)
    assert text == "Av 78 er 63\u00a0% med, altså 62,5. Andelen økte til 51 prosent. Det er mye. Slutt."
    assert {run.text: run.value for run in paragraph.runs if run.value}["78"] == "n"
    assert paragraph.runs[1].bold


def test_the_same_value_is_gathered_once_and_a_new_one_under_a_name_of_its_own():
    traces = Traces()
    followed("{n} svarte.\n\n{n} svarte igjen.", traces)
    changed = VALUES | {"n": 79.0}
    traces.follow(blocks_from_markdown(prose("Nå {n}.", changed, marked=True)), changed, {})
    assert [(each.name, each.number) for each in traces.values] == [("n", 78.0), ("n-2", 79.0)]


def test_a_sentence_that_falls_away_takes_its_marks_along():
    hidden = VALUES | {"skjult": float("nan")}
    text = prose("Her er {skjult} og {n}. {setning} Her er {n}.", hidden, marked=True)
    blocks = blocks_from_markdown(text)
    assert "".join(run.text for run in blocks[0].runs) == "Andelen økte til 51 prosent. Det er mye. Her er 78."


def test_runs_of_a_cell_say_themselves_where_they_are_from():
    traces = Traces()
    bullets = BulletList(items=((Run(text="Økt til 51 prosent", value="@lege/om_5/runde//ja"),),))
    (followed_list,) = traces.follow([bullets])
    (value,) = traces.values
    assert (value.survey, value.question, value.by, value.row, value.category) == ("lege", "om_5", "runde", "", "ja")
    assert followed_list.items[0][0].value == value.name == "om_5"
