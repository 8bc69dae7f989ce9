"""Waves of one survey: what each file calls things, what may be compared, and questions worked out from others."""

import pandas as pd
import pytest
from svarbenk.codebook import derive, read_codebook
from svarbenk.errors import InputError

WAVES = """\
codebook: runder
version: 1
title: {nb: Flere runder}
source: {nb: Oppdiktet}
unit: {one: {nb: svar}, many: {nb: svar}}
baseline: I
waves:
  - {id: "2019", label: {nb: "2019"}, field_period: {start: 2019-01-01}, published_only: true}
  - {id: I, label: {nb: januar 2022}, aliases: ["2022", rapport I], field_period: {start: 2022-01-01, end: 2022-01-31}}
  - id: II
    label: {nb: november 2022}
    field_period: {start: 2022-11-01}
    reply: {id: {variable: rid, header: Rid}}
    exports: {csv: {encoding: utf-8, separator: ","}}
    contact: [{variable: mail, header: Mail}]
    scales: {enig: {codes: {uenig: 3, litt: 2, helt: 1}, labels: {helt: Svært enig}, not_offered: [vet_ikke]}}
reply: {id: {variable: svarid, header: Svar-ID}}
scales:
  enig:
    - {id: uenig, code: 1, nb: Uenig}
    - {id: litt, code: 2, nb: Litt enig}
    - {id: helt, code: 3, nb: Helt enig}
    - {id: vet_ikke, code: 9, nb: Vet ikke, is: dont_know}
merges:
  enig: {enige: {nb: Litt eller helt enig, of: [litt, helt]}}
bases:
  fornoyde: {where: trives == 'helt', label: {nb: fornøyde}}
questions:
  - {id: trives, kind: ordinal, text: {nb: Jeg trives}, variable: a1, scale: enig, in_wave: {II: {variable: q7}}}
  - {id: sen, kind: ordinal, text: {nb: Bare i II}, variable: a2, scale: enig, waves: [II], base: fornoyde}
  - id: framtid
    kind: single
    text: {nb: Framtid}
    variable: a3
    waves: ["2019", I, II]
    not_comparable: [{waves: ["2019"], reason: {nb: for få svar}}]
    categories: [{id: ja, code: 1, nb: Ja}, {id: nei, code: 2, nb: Nei}]
  - id: timer
    kind: battery
    text: {nb: Timer}
    item_kind: numeric
    whole: false
    items:
      - {id: kontor, variable: t1, nb: Kontor}
      - {id: vakt, variable: t2, nb: Vakt}
      - {id: kurs, variable: t3, nb: Kurs, waves: [II]}
    in_wave: {II: {items: {kontor: q8_1}}}
  - {id: arbeid, kind: numeric, text: {nb: Arbeid}, sum_of: [timer_kontor, timer_vakt], sum_weights: {timer_vakt: 1/4}}
  - {id: alt, kind: numeric, text: {nb: Alt}, sum_of: [timer_kontor, timer_kurs]}
  - id: arbeid_i_klasser
    kind: ordinal
    text: {nb: Arbeid i klasser}
    cut: {of: arbeid, at: [30, 40]}
    categories: [{id: under_30, nb: Under 30}, {id: fra_30, nb: 30–39}, {id: fra_40, nb: 40 og over}]
  - id: tilfreds
    kind: single
    text: {nb: Tilfreds}
    background: true
    grouped: {of: trives, groups: {ja: [litt, helt], nei: [uenig]}}
    categories: [{id: ja, nb: Ja}, {id: nei, nb: Nei}]
"""


@pytest.fixture
def book(tmp_path):
    def read(before="", after=""):
        assert before in WAVES
        path = tmp_path / "runder.yaml"
        path.write_text(WAVES.replace(before, after, 1) if before else WAVES, encoding="utf-8")
        return read_codebook(path)

    return read


def test_a_wave_is_known_by_its_aliases(book):
    assert book().wave("Rapport I").id == "I"
    with pytest.raises(InputError, match="har ikke runden «V»; ventet en av 2019, I, II"):
        book().wave("V")


def test_middle_of_the_field_period_is_the_year_of_a_trend(book):
    # 1–31 January: the middle is 16 January, 15 days of 365 into the year
    assert book().wave("I").field_period.year == pytest.approx(2022 + 15 / 365)


def test_the_view_of_a_wave_has_its_columns_codes_labels_and_options(book):
    second = book().in_wave("II")
    trives = second.question("trives")
    assert trives.column().variable == "q7"
    assert [(each.id, each.code, each.nb) for each in trives.categories] == [
        ("uenig", 3, "Uenig"),
        ("litt", 2, "Litt enig"),
        ("helt", 1, "Svært enig"),
    ]
    assert "Helt enig" in trives.categories[2].spellings
    assert second.reply.id.variable == "rid"
    assert second.exports.csv.encoding == "utf-8"
    assert [column.variable for column in second.contact] == ["mail"]
    assert second.question("timer_kontor").column().variable == "q8_1"


def test_the_view_leaves_out_what_was_not_asked_and_what_rests_on_it(book):
    first = book().in_wave("I")
    assert {"sen", "timer_kurs", "alt"}.isdisjoint(first.by_id)
    assert {"arbeid", "arbeid_i_klasser", "tilfreds", "framtid"} <= set(first.by_id)
    assert {"sen", "timer_kurs", "alt"} <= set(book().in_wave("II").by_id)


def test_merges_of_a_scale_are_given_to_its_questions_and_follow_the_options(book):
    assert book().question("trives").members("enige") == ("litt", "helt")


def test_no_view_of_a_wave_that_is_only_in_print(book):
    with pytest.raises(InputError, match="bare trykte tall"):
        book().in_wave("2019")


def test_waves_and_baseline_of_a_question(book):
    read = book()
    assert read.waves_of("trives") == ("I", "II")
    assert read.waves_of("framtid") == ("2019", "I", "II")
    assert read.waves_of("alt") == ("II",)
    assert read.baseline_of("trives") == "I"
    assert read.baseline_of("sen") == "II"


def test_comparing_what_may_not_be_compared_is_refused_with_the_reason(book):
    book().check_comparable("framtid", ["I", "II"])
    with pytest.raises(InputError, match="runde 2019 kan ikke sammenlignes med andre runder: for få svar"):
        book().check_comparable("framtid", ["2019", "II"])
    with pytest.raises(InputError, match="«sen» ble ikke stilt i runde I; ventet noen av II"):
        book().check_comparable("sen", ["I", "II"])


def test_derived_answers_by_hand(book):
    read = book()
    given = {
        "trives": pd.Series(pd.Categorical(["uenig", "helt", None, "vet_ikke"], read.question("trives").category_ids)),
        "timer_kontor": pd.Series([28, 30, None, 35], dtype="Float64"),
        "timer_vakt": pd.Series([8, None, None, 20], dtype="Float64"),
    }

    def answers(name):
        question = read.question(name)
        return derive(question, answers) if question.derived else given[name]

    # 28 + 8/4, 30 alone, nothing, 35 + 20/4; a limit belongs to the interval above it
    assert answers("arbeid").tolist() == [30.0, 30.0, pd.NA, 40.0]
    assert answers("arbeid_i_klasser").astype(object).where(lambda x: x.notna(), None).tolist() == [
        "fra_30",
        "fra_30",
        None,
        "fra_40",
    ]
    assert answers("tilfreds").astype(object).where(lambda x: x.notna(), None).tolist() == ["nei", "ja", None, None]


def test_a_condition_may_name_the_wave(book):
    book().condition("runde in ['I', 'II'] and trives == 'helt'")
    with pytest.raises(InputError, match="«V» er ikke en runde"):
        book().condition("runde == 'V'")


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("waves: [II], base", "waves: [IV], base", "«IV» er ikke en runde her"),
        ("baseline: I\n", "baseline: V\n", "«baseline» er «V»"),
        ("scales: {enig: {codes", "scales: {enige: {codes", "ukjent skala «enige»"),
        ("at: [30, 40]", "at: [40, 30]", "ikke stigende"),
        ("at: [30, 40]", "at: [30]", "1 grenser og 3 kategorier"),
        ("cut: {of: arbeid,", "cut: {of: trives,", "ikke er et tallspørsmål|er ikke et tallspørsmål"),
        ("nei: [uenig]}", "nei: [aldri]}", "«aldri» er ikke en kategori av «trives»"),
        ("timer_vakt: 1/4", "timer_vakt: en kvart", "kan ikke leses"),
        ("timer_vakt: 1/4", "timer_kurs: 1/4", "ikke er i «sum_of»"),
        ('aliases: ["2022", rapport I]', 'aliases: ["II"]', "er et navn på både"),
        ("in_wave: {II: {variable: q7}}", "in_wave: {II: {codes: {aldri: 1}}}", "«aldri» finnes ikke i spørsmålet"),
    ],
)
def test_slips_in_waves_and_derived_questions_are_told_with_their_line(book, before, after, message):
    with pytest.raises(InputError, match=message) as told:
        book(before, after)
    assert "runder.yaml, linje " in str(told.value)


def test_a_wave_is_found_whatever_its_letter_case_and_a_slip_is_told_with_the_nearest(book):
    read = book()
    assert read.wave("ii").id == "II"
    assert read.wave("Rapport i").id == "I"
    with pytest.raises(InputError, match=r"har ikke runden «raport I».*ventet en av .*mente du «rapport I»"):
        read.wave("raport I")
    with pytest.raises(InputError) as told:
        read.wave("IIV")
    assert "mente du" not in str(told.value)
    with pytest.raises(InputError, match="har flere runder; ventet en av"):
        read.wave()
