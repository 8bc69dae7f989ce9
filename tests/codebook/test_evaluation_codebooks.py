"""The codebooks of the evaluation ask what the inventory of the report says was asked, and each wave as it was.

The table below is ``questions.csv`` of the sources, a line a question: its number there, the ids here, the waves, the
number of answers («0» for a number of hours), and whether the wording is the printed one.
"""

import pytest
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.errors import InputError

INVENTORY = """
F01 fastlege fastlege_om_5_ar                                     I,II,III,IV 5 printed
F02 fastlege okonomisk_trygghet                                   I,II,III,IV 6 printed
F03 fastlege veiledning_tilfreds_individuell,veiledning_tilfreds_gruppe,veiledning_tilfreds_supervisjon IV 6 retold
F04 fastlege veilederkurs                                         IV 2 retold
F05 fastlege veileder_trivsel                                     IV 5 retold
F06 fastlege alis_avtale                                          IV 3 retold
F07 fastlege alis_dekker                                          III 4 retold
F08 fastlege alis_avtaler_attraktivt,alis_avtaler_trygghet,alis_avtaler_fullfore III 6 retold
F09 fastlege startet_uten_alis                                    IV 3 retold
F10 fastlege veiledning_omfang                                    III 3 retold
F11 fastlege bemanning                                            I,II,III,IV 5 retold
F12 fastlege bemanning_omrader                                    II,III,IV 5 retold
F13 fastlege stilling                                             I,II,III,IV 4 retold
F14 fastlege vikar_for                                            IV 4 retold
F15 fastlege vil_bli_fastlege                                     IV 4 retold
F16 fastlege erfaring                                             I,II,III,IV 5 retold
F17 fastlege timer_legekontor,timer_administrasjon,timer_tilstedevakt,timer_bakvakt,timer_hjemmevakt,timer_andre_oppgaver,timer_forskning,timer_annet I,II,III,IV 0 retold
F18 fastlege arbeidsbelastning                                    I,II,III,IV 3 printed
F19 fastlege listetak_endring                                     I,II,III,IV 4 printed
F20 fastlege konsultasjonsformer_tekst,konsultasjonsformer_telefon,konsultasjonsformer_video III 4 retold
F21 fastlege uten_legevakt                                        III 6 retold
F22 fastlege eneste_lege                                          III 4 retold
F23 fastlege admin_timer                                          III 5 retold
F24 fastlege onsket_driftsform                                    IV 4 retold
F25 fastlege driftsform                                           I,II,III,IV 4 retold
F26 fastlege bytte_driftsform                                     IV 3 printed
F27 fastlege okt_basistilskudd_okonomisk_trygghet,okt_basistilskudd_kompensasjon,okt_basistilskudd_kvalitet,okt_basistilskudd_tid IV 6 retold
F28 fastlege ptb_bidrag_okonomisk_trygghet,ptb_bidrag_kompensasjon,ptb_bidrag_kvalitet,ptb_bidrag_tid IV 6 retold
F29 fastlege basistilskudd_forstaelse_enkelt,basistilskudd_forstaelse_vet_hvor_stort IV 6 retold
F30 fastlege profesjonsnoytrale_administrativt_arbeid,profesjonsnoytrale_annet_personell,profesjonsnoytrale_utgifter,profesjonsnoytrale_okonomisk_trygghet,profesjonsnoytrale_kvalitetsarbeid,profesjonsnoytrale_lengre_lister IV 5 printed
F31 fastlege basis_takst                                          IV 4 printed
F32 fastlege okt_basisfinansiering_okonomisk_trygghet,okt_basisfinansiering_annet_personell,okt_basisfinansiering_lengre_lister IV 5 printed
F33 fastlege basistilskudd_dekker                                 II,III 6 retold
F34 fastlege kvalitetsutfordringer                                II,III,IV 5 printed
F35 fastlege kvalitetsarbeid                                      IV 4 printed
F36 fastlege kvalitetsarbeid_onsket                               IV 4 printed
F37 fastlege tid_til_kvalitet,tid_til_faglig                      I,IV 6 printed
F37 fastlege tid_til_kvalitet_mer,tid_til_faglig_mer              I,IV 6 retold
F38 fastlege team                                                 IV 2 retold
F39 fastlege team_personell                                       IV 7 printed
F40 fastlege mer_team                                             IV 2 retold
F41 fastlege mer_team_personell                                   IV 5 printed
F42 fastlege gruppeavtale_fra_3_til_15,gruppeavtale_over_15       IV 5 retold
F43 fastlege samhandling_kommunale                                III 6 retold
F44 fastlege samhandling_spesialist                               III 6 retold
F45 fastlege helsefellesskap_rep                                  III 2 retold
F46 fastlege helsefellesskap_bidrag                               III 5 retold
F47 fastlege forrige_arbeidssted                                  IV 5 retold
F48 fastlege kommune_dialog_dialog,kommune_dialog_ledelse         III 6 retold
F90 fastlege kjonn                                                I,II,III,IV 2 retold
F91 fastlege alder                                                I,II,III,IV 5 retold
F92 fastlege kommunestorrelse                                     I,II,III,IV 5 retold
F93 fastlege listelengde                                          I,II,III,IV 0 retold
F94 fastlege spesialitet                                          I,II,III,IV 2 retold
S01 lis1     jobb_etter_lis1                                      I,IV 10 printed
S02 lis1     viktig_jobb_veiledning,viktig_jobb_faglig_utvikling,viktig_jobb_arbeidsmengde,viktig_jobb_dagtid,viktig_jobb_tverrfaglig I,IV 5 printed
S03 lis1     jobb_10_15_ar                                        I,IV 10 printed
S04 lis1     trygg_karriere_fastlege,trygg_karriere_sykehuslege   I,IV 6 retold
S05 lis1     inntrykk_fastlege_arbeidsmengde,inntrykk_fastlege_samsvar,inntrykk_sykehuslege_arbeidsmengde,inntrykk_sykehuslege_samsvar I,IV 6 printed
S06 lis1     fastlege_i_fremtiden                                 2019,I,IV 3 printed
S08 lis1     lis1_opphold_samlet,lis1_opphold_velge_fastlege,lis1_opphold_sosialt,lis1_opphold_faglig,lis1_opphold_veileder,lis1_opphold_supervisor I,IV 6 retold
S09 lis1     ventet                                               I,IV 2 retold
S10 lis1     jobb_i_ventetid                                      I,IV 6 retold
S11 lis1     driftsform_nyutdannet                                IV 3 retold
S12 lis1     driftsform_spesialist                                IV 3 retold
S13 lis1     driftsform_viktig                                    I,IV 5 retold
S14 lis1     studietrinn                                          I,IV 3 retold
S15 lis1     studieland                                           I,IV 2 retold
K01 kommune  rekrutteringstiltak                                  III 10 retold
K02 kommune  tiltak_bidratt                                       III 6 retold
K03 kommune  egne_lis1                                            III 6 retold
K04 kommune  andre_allmennleger                                   III 3 retold
K05 kommune  vikarbyra_negativt                                   III 6 retold
K06 kommune  forslag_begrenser                                    III 6 retold
K07 kommune  legevakt_bemanning                                   III 6 retold
K08 kommune  legevakt_belastning                                  III 3 retold
K09 kommune  folger_opp_kvalitet                                  III 3 retold
K10 kommune  bistar_kvalitet                                      III 3 retold
K11 kommune  styringsinformasjon                                  III 3 retold
K12 kommune  styringsinformasjon_type                             III 5 retold
K13 kommune  dialog                                               III 6 retold
K14 kommune  ledelse                                              III 6 retold
K15 kommune  gruppeavtaler                                        III 6 retold
"""  # noqa: E501

ROWS = [line.split() for line in INVENTORY.strip().splitlines()]
SURVEYS = ("fastlege", "lis1", "kommune", "bergen-fastlege", "bergen-telefon")
# alis_avtale and the unprinted questions behind a filter are asked in III too: F07 has the base «ALIS med avtale»
ALSO_ASKED = {"alis_avtale": ("III",)}


@pytest.fixture(scope="module")
def books():
    data = DataFolder.find()
    return {survey: read_codebook(survey, data) for survey in SURVEYS}


def test_the_inventory_is_whole():
    numbers = {row[0] for row in ROWS}
    # F49 has no categories in print, S07 is no question of its own
    expected = {f"F{n:02d}" for n in (*range(1, 49), *range(90, 95))} | {f"K{n:02d}" for n in range(1, 16)}
    expected |= {f"S{n:02d}" for n in range(1, 16)} - {"S07"}
    assert numbers == expected


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]}-{row[2].split(',')[0]}" for row in ROWS])
def test_every_question_of_the_inventory_is_there(books, row):
    _, survey, ids, waves, answers, wording = row
    for name in ids.split(","):
        question = books[survey].question(name)
        asked = [wave for wave in books[survey].waves_of(name) if wave not in ALSO_ASKED.get(name, ())]
        assert ",".join(asked) == waves
        assert len(question.categories) == int(answers)
        assert question.inferred is (wording == "retold"), name


def test_what_stood_in_no_list_of_answers_is_there_too(books):
    fastlege = books["fastlege"]
    assert fastlege.waves_of("personell_tilfreds") == fastlege.waves_of("personell_onsket") == ("I", "II")
    for survey in ("fastlege", "kommune"):
        assert {"sentralitet", "kommunestorrelse"} <= {each.id for each in books[survey].backgrounds}
    assert {"kjonn", "alder", "driftsform", "driftstype", "erfaring", "spesialitet", "listelengde_gruppe"} <= {
        each.id for each in fastlege.backgrounds
    }


WAVES = [("fastlege", wave) for wave in ("I", "II", "III", "IV")] + [("lis1", "I"), ("lis1", "IV"), ("kommune", "III")]
WAVES += [("bergen-fastlege", "2022"), ("bergen-telefon", "2022")]


def test_every_wave_with_answers_is_tried(books):
    assert [(survey, wave.id) for survey in SURVEYS for wave in books[survey].with_answers] == WAVES


@pytest.mark.parametrize(("survey", "wave"), WAVES)
def test_no_two_columns_of_a_file_have_one_name(books, survey, wave):
    view = books[survey].in_wave(wave)
    columns = []
    for question in view.asked():
        columns += [column for _, column in question.option_columns()] if question.kind == "multiple" else []
        columns.append(question.column())
    columns += [*view.contact, *view.ignored]
    columns += [each for name in type(view.reply).model_fields if (each := getattr(view.reply, name)) is not None]
    for name in ("variable", "header"):
        found = [getattr(column, name) for column in columns]
        assert len(found) == len(set(found))
    assert all(question.text.nb and question.text.en for question in view.questions)


def test_the_waves_of_the_fastlege_survey_have_files_of_their_own(books):
    names = {}
    for wave in ("I", "II", "III", "IV"):
        names[wave] = {question.id: question.column().variable for question in books["fastlege"].in_wave(wave).asked()}
    for question in ("fastlege_om_5_ar", "timer_bakvakt", "kjonn"):
        assert len({names[wave][question] for wave in names}) == 4
    first = {wave: list(columns.values()) for wave, columns in names.items()}
    assert sorted(first["IV"])[0] == names["IV"]["kjonn"], "backgrounds first in IV"
    assert names["II"]["fastlege_om_5_ar"] == "q1"


def test_the_scale_of_agreement_is_reversed_in_iii_only(books):
    for wave, agrees in (("I", 5), ("II", 5), ("III", 1), ("IV", 5)):
        view = books["fastlege"].in_wave(wave)
        scaled = [each for each in view.asked() if each.scale == "enig_5"]
        assert scaled
        for question in scaled:
            codes = {category.id: category.code for category in question.categories}
            assert codes["helt_enig"] == agrees
            assert codes["helt_uenig"] == 6 - agrees
            assert codes["verken_enig_uenig"] == 3


def test_options_that_a_wave_did_not_offer(books):
    fastlege = books["fastlege"]
    offered = {wave: fastlege.in_wave(wave).question("bemanning").category_ids for wave in ("I", "II")}
    assert "vet_ikke" not in offered["I"]
    assert "vet_ikke" in offered["II"]
    for wave in ("I", "II", "IV"):
        assert "kombinert" not in fastlege.in_wave(wave).question("stilling").category_ids
    assert "kombinert" in fastlege.in_wave("III").question("stilling").category_ids


def test_replies_and_population_are_the_printed_ones(books):
    # Tabell 1-1: fastleger and locums who consented or answered; Tabell 3-1: fastleger on 31 December
    told = {wave.id: (wave.replies, wave.population) for wave in books["fastlege"].waves}
    assert told == {
        "I": (1120, 4961),
        "II": (1341 + 97, 5056),
        "III": (1024 + 67 + 34, 5268),
        "IV": (987, 5517),
    }
    # and these are the counts that the printed rates are of: 26,5, 19,4 and 16,5 per cent, locums left out
    assert [round(100 * n / told[wave][1], 1) for wave, n in (("II", 1341), ("III", 1024), ("IV", 987 - 75))] == [
        26.5,
        19.4,
        16.5,
    ]
    assert {wave.id: wave.replies for wave in books["lis1"].with_answers} == {"I": 1346, "IV": 942}
    assert [(wave.replies, wave.population) for wave in books["bergen-fastlege"].waves] == [(128, 252)]
    assert [wave.replies for wave in books["bergen-telefon"].waves] == [40]


@pytest.mark.parametrize(
    ("name", "wave"),
    [
        ("2021–22", "I"),
        ("2021-22", "I"),
        ("Rapport I", "I"),
        ("2022", "I"),
        ("desember 2022", "II"),
        ("2023", "III"),
        ("2024", "IV"),
        ("2024–25", "IV"),
        ("2025", "IV"),
        ("årets", "IV"),
    ],
)
def test_waves_by_the_names_that_the_report_calls_them(books, name, wave):
    assert books["fastlege"].wave(name).id == wave


def test_changes_are_counted_from_i_and_quality_from_ii(books):
    fastlege = books["fastlege"]
    assert fastlege.baseline_of("fastlege_om_5_ar") == "I"
    assert fastlege.baseline_of("kvalitetsutfordringer") == "II"
    assert books["lis1"].baseline_of("fastlege_i_fremtiden") == "I"


@pytest.mark.parametrize(
    ("survey", "question", "waves", "reason"),
    [
        ("fastlege", "stilling", ("I", "III"), "bare i runde III"),
        ("fastlege", "bemanning_omrader", ("II", "IV"), "uklart om andelene"),
        ("lis1", "fastlege_i_fremtiden", ("2019", "I"), "få svar i 2019"),
        ("lis1", "lis1_opphold_samlet", ("I", "IV"), "42 av om lag 229"),
        ("fastlege", "kvalitetsutfordringer", ("I", "IV"), "ble ikke stilt i runde I"),
    ],
)
def test_what_may_not_be_compared_is_refused_with_the_reason(books, survey, question, waves, reason):
    with pytest.raises(InputError, match=reason):
        books[survey].check_comparable(question, waves)


def test_what_the_report_compares_may_be_compared(books):
    for question in ("fastlege_om_5_ar", "okonomisk_trygghet", "arbeidsbelastning", "listetak_endring", "bemanning"):
        books["fastlege"].check_comparable(question, ("I", "II", "III", "IV"))
    books["fastlege"].check_comparable("arbeidstid_intervall", ("I", "II", "III", "IV"))
    books["fastlege"].check_comparable("kvalitetsutfordringer", ("II", "III", "IV"))
    books["lis1"].check_comparable("fastlege_i_fremtiden", ("I", "IV"))


def test_hours_are_weighted_as_footnote_5_says(books):
    weighted = books["fastlege"].question("arbeidstid_vektet")
    assert len(weighted.sum_of) == 8
    assert weighted.sum_weights == {"timer_bakvakt": 1 / 7, "timer_hjemmevakt": 1 / 4}
    without = set(weighted.sum_of) - set(books["fastlege"].question("arbeidstid_uten_forskning").sum_of)
    assert without == {"timer_forskning"}


def test_the_bergen_surveys_hold_every_closed_question_and_the_printed_classes(books):
    asked = {question.column().variable for question in books["bergen-fastlege"].in_wave().asked()}
    closed = {f"q{n}" for n in (1, 2, 3, 6, 7, 8, 9, 11, 12, 13, 15, 18, 19, 21)} | {"q4a", "q4b"}
    battery = {f"q17{letter}" for letter in "abcdefg"}
    themes = {f"q{n}t" for n in (5, 10, 14, 16, 20, 22)}
    assert closed | battery | themes <= asked
    classes = books["bergen-telefon"].question("dager_til_time")
    assert [category.nb for category in classes.categories] == [
        "Samme dag",
        "1 virkedag",
        "2 virkedager",
        "3 virkedager",
        "4 virkedager",
        "5 virkedager",
        "6 eller flere virkedager",
    ]
