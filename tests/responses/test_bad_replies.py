"""Replies that cannot be told apart or contradict each other, and labels that contradict the codebook."""

import re

import pytest
from spoiling import refused, set_field

# ── Replies ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".sav"])
def test_two_replies_that_differ_without_a_decision(spoiled, suffix):
    (spoiled.folder / "decisions.yaml").unlink()
    rows = ("rad 51", "56") if suffix == ".xlsx" else ("rad ",)
    message = refused(spoiled, suffix, *rows, "svar-id 1050 og 1055", "ulike i 3 spørsmål", "decisions.yaml")
    assert {"kommuneoverleger", "hjelpepersonell_ansatt", "sokt_midler"} <= set(re.findall(r"\w+", message))
    assert "Kommune 68" not in message


def test_the_same_id_for_two_replies(spoiled):
    def change(rows):
        rows[20][rows[0].index("svarid")] = rows[30][rows[0].index("svarid")]

    spoiled.delimited(change)
    refused(spoiled, ".csv", "rad 21 og 31", "ventet hver id én gang")


def test_the_same_row_twice_is_one_reply(spoiled):
    spoiled.delimited(lambda rows: rows.append(list(rows[20])))
    responses = spoiled.clean(".csv")
    assert (responses.account.read, responses.account.kept) == (84, 78)
    assert responses.account.reasons()["duplicate"] == 2


@pytest.mark.parametrize(("variable", "wanted"), [("svarid", "svarets id"), ("kommune", "hvem svaret gjelder")])
def test_a_reply_without_id_or_unit(spoiled, variable, wanted):
    spoiled.delimited(set_field(20, variable, " "))
    refused(spoiled, ".csv", "rad 20", f"«{variable}»", "tomt", wanted)


def test_a_kommune_alone_and_in_a_joint_reply(spoiled):
    def change(rows):
        place = rows[0].index("kommune")
        rows[20][place] = f"{rows[30][place]} og Kommune 99"

    spoiled.delimited(change)
    message = refused(spoiled, ".csv", "rad 21 og 31", "samme kommune", "felles svar")
    assert "Kommune 9" not in message


@pytest.mark.parametrize(("started", "dropped"), [("30.04.2019 23:59", 3), ("01.05.2019 00:00", 2)])
def test_the_field_period_begins_at_midnight(spoiled, started, dropped):
    spoiled.delimited(set_field(line_of(spoiled, "1010"), "startet", started))
    assert spoiled.clean(".csv").account.reasons()["test_row"] == dropped


def line_of(spoiled, reply):
    lines = spoiled.path(".csv").read_text(encoding="windows-1252").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(f"{reply};"))


def test_nothing_but_test_rows(spoiled):
    def change(rows):
        for row in rows[1:]:
            row[rows[0].index("startet")] = "30.04.2019 23:59"

    spoiled.delimited(change)
    refused(spoiled, ".csv", "ingen av 83 rader", "83 fra før feltperioden")


# ── Labels in the file ───────────────────────────────────────────────────────────────────────────


def test_swapped_codes_in_spss(spoiled):
    spoiled.spss(labels=lambda values: values.update(q7a={1.0: "Nei", 2.0: "Ja"}))
    refused(spoiled, ".sav", "q7a", "kode 1", "«Nei»", "ventet «Ja»")


def test_a_code_that_the_codebook_lacks_in_spss(spoiled):
    spoiled.spss(labels=lambda values: values.update(q7a={1.0: "Ja", 2.0: "Nei", 3.0: "Vet ikke"}))
    refused(spoiled, ".sav", "q7a", "kode 3", "«Vet ikke»", "1, 2")


def test_swapped_ticks_in_spss(spoiled):
    spoiled.spss(labels=lambda values: values.update(q14a_2={0.0: "Ja", 1.0: "Nei"}))
    refused(spoiled, ".sav", "q14a_2", "krysset av")


@pytest.mark.parametrize("variable", ["q7a", "q14a"])
def test_swapped_codes_on_the_labels_sheet(spoiled, variable):
    def swap(sheet):
        rows = [row for row in sheet.iter_rows(min_row=2) if row[0].value == variable][:2]
        rows[0][2].value, rows[1][2].value = rows[1][2].value, rows[0][2].value

    spoiled.excel(swap, sheet="Etiketter")
    refused(spoiled, ".xlsx", variable, "heter", "ventet")
