"""Plans of many reports: what ``for_each`` spans, and what is wrong with one, found before anything runs."""

import pytest
from small_project import inputs_of, make_project, write_plan
from svarbenk.batch import read_plan, reports_of
from svarbenk.errors import InputError


@pytest.fixture
def small(tmp_path):
    """The small project."""
    return make_project(tmp_path)


def spanned(folder, more, given=None, name="serie"):
    """The reports of a plan with some more lines."""
    write_plan(folder, name, more)
    inputs = inputs_of(folder)
    return reports_of(read_plan(name, folder, given, inputs), folder, inputs, given)


def test_a_plan_without_is_one_report(small):
    (report,) = spanned(small, "")
    assert (report.name, report.title) == ("", "serie")


def test_every_category_of_a_question_in_every_wave(small):
    reports = spanned(small, "for_each: {rolle: all, runde: [I, II]}\n")
    # three groups and two waves; «vet ikke» is no group
    assert [report.name for report in reports] == [
        "lege-i", "lege-ii", "leder-i", "leder-ii", "annet-i", "annet-ii",
    ]  # fmt: skip
    assert reports[1].plan.parameters == {"where": "rolle == 'lege'", "waves": ["II"]}
    assert reports[1].plan.subtitle.nb == "Rolle: Lege · Runde: våren 2026"
    assert reports[1].plan.subtitle.en == "Role: Doctor · Wave: spring 2026"


def test_names_merges_labels_and_a_selection_of_the_plan(small):
    more = (
        "name: bare-{rolle}\nsubtitle: {nb: Svar fra {rolle}}\nparameters: {where: trives == 'ja'}\n"
        "for_each: {rolle: [Lege eller leder, noe annet]}\n"
    ).replace("{nb: Svar fra {rolle}}", '{nb: "Svar fra {rolle}"}')
    first, second = spanned(small, more)
    assert (first.name, second.name) == ("bare-ansatt", "bare-annet")
    assert first.plan.subtitle.nb == "Svar fra Lege eller leder"
    assert first.plan.parameters["where"] == "(trives == 'ja') and rolle == 'ansatt'"
    assert [report.name for report in spanned(small, "for_each: {rolle: merges}\n")] == ["ansatt"]


def test_a_parameter_of_the_notebooks_and_every_wave(small):
    reports = spanned(small, "for_each: {language: [nb, en], runde: all}\n")
    assert [report.name for report in reports] == ["nb-i", "nb-ii", "en-i", "en-ii"]
    assert reports[2].plan.language == "en"


def test_files_have_the_name_of_the_report_and_texts_not_its_threshold(small):
    (report,) = spanned(small, "for_each: {rolle: [lege], runde: [II], threshold: [5]}\n")
    assert report.slug == "serie-lege-ii-5"
    assert report.plan.subtitle.nb == "Rolle: Lege · Runde: våren 2026"
    (alone,) = spanned(small, "")
    assert alone.slug == "serie"
    one, other = spanned(small, "for_each: {threshold: [0, 5]}\n")
    assert (one.plan.subtitle, other.plan.subtitle) == (None, None)


def test_rows_of_a_table(small):
    table = small / "reports" / "plans" / "kommuner.csv"
    table.write_text("\ufeffkommune;rolle;threshold\nÅs;lege;5\nBø;Leder;0\n", encoding="utf-8")
    more = 'name: "{kommune}"\ntitle: {nb: "Rapport for {kommune}"}\nfor_each: kommuner.csv\n'
    write_plan(small, "serie", more)
    path = small / "reports" / "plans" / "serie.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: {nb: Liten rapport, en: Small report}\n", ""))
    inputs = inputs_of(small)
    first, second = reports_of(read_plan("serie", small, None, inputs), small, inputs)
    assert (first.name, second.name) == ("as", "bo")
    assert first.plan.title.nb == "Rapport for Ås"
    assert first.plan.parameters == {"threshold": 5, "where": "rolle == 'lege'"}
    assert second.plan.threshold == 0


@pytest.mark.parametrize(
    ("more", "parts"),
    [
        ("for_each: {role: all}\n", ["serie.yaml, linje 3", "«role»", "mente du «rolle»"]),
        ("for_each: {rolle: [lege, sjef]}\n", ["linje 3, for_each → rolle", "«sjef»", "lege, leder, annet"]),
        ("for_each: {runde: [I, V]}\n", ["runden «V»", "ventet noen av I, II"]),
        ("for_each: {threshold: [fem]}\n", ["threshold", "et helt tall"]),
        ("for_each: {language: [sv]}\n", ["nb eller en"]),
        ("for_each: {rolle: lege}\n", ["ventet en liste, som [a, b], eller all"]),
        ("for_each: {rolle: []}\n", ["tom liste"]),
        ("for_each: {}\n", ["tom"]),
        (
            "for_each: {rolle: all, runde: [I]}\nname: serie\n",
            ["rapporten for rolle=leder, runde=I får navnet «serie», som den for rolle=lege, runde=I", "skiller dem"],
        ),
        ('for_each: {rolle: all}\nname: "{runde}"\n', ["serie.yaml, linje 4, name", "«{runde}»"]),
        ('for_each: {rolle: all}\nname: "{rolle"\n', ["serie.yaml, linje 4, name", "kan ikke leses"]),
        ('for_each: {rolle: all}\nsubtitle: {nb: "{roll}"}\n', ["linje 4, subtitle", "«{roll}»", "rolle"]),
        ("surveys:\n  - trivsel\n  - kus\n", ["serie.yaml, linje 5, surveys", "«kus»", "mente du «kurs»"]),
        ("for_each: {runde: all}\nparameters: {waves: [I]}\n", ["både «runde» her og «waves»"]),
        ("for_each: borte.csv\n", ["borte.csv", "kan ikke åpnes"]),
        ("for_eahc: {rolle: all}\n", ["linje 3", "for_each"]),
        ("formats: [html, odt]\n", ["odt"]),
        ("template: maler/borte.docx\n", ["maler/borte.docx"]),
        ("parameters: {waves: [V]}\n", ["runden «V»"]),
        ("parameters: {where: roll == 'lege'}\n", ["«roll»", "rolle"]),
        ("parameters: {where: rolle == 'sjef'}\n", ["sjef"]),
        ("parameters: {where: rolle}\n", ["kan ikke leses"]),
    ],
)
def test_a_mistake_is_told_with_its_place(more, parts, small):
    with pytest.raises(InputError) as wrong:
        spanned(small, more)
    for part in parts:
        assert part in str(wrong.value)
    assert len(str(wrong.value).splitlines()) <= 3


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("rolle;navn\nlege;a\n", ["linje 1", "kolonnen «navn»", "ikke brukt i name eller title"]),
        ("rolle;threshold\nlege;5\nsjef;5\n", ["kommuner.csv, linje 3, rolle", "«sjef»"]),
        ("rolle;threshold\nlege;fem\n", ["linje 2, threshold", "et helt tall"]),
        ("rolle;threshold\nlege\n", ["linje 2", "1 celler; ventet 2"]),
        ("rolle;rolle\nlege;lege\n", ["to ganger"]),
        ("rolle;threshold\nlege;5\nLege;5\n", ["kommuner.csv, linje 3: rapporten for", "threshold=5 (linje 2)"]),
        ("rolle\n", ["ingen rader"]),
        ("", ["tom"]),
    ],
)
def test_a_mistake_in_a_table_is_told_with_its_line(text, parts, small):
    (small / "reports" / "plans" / "kommuner.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as wrong:
        spanned(small, "for_each: {table: kommuner.csv}\n")
    for part in parts:
        assert part in str(wrong.value)


def test_a_table_in_another_encoding_is_refused_with_its_line(small):
    table = small / "reports" / "plans" / "kommuner.csv"
    table.write_bytes("rolle;threshold\nlege;5\nNoe annet — ø;5\n".encode("cp1252"))
    with pytest.raises(InputError, match="linje 3: et tegn er ikke utf-8"):
        spanned(small, "for_each: {table: kommuner.csv}\n")
    table.write_bytes("rolle\nLege\n".encode("cp1252"))
    (report,) = spanned(small, "for_each: {table: kommuner.csv, encoding: windows-1252}\n")
    assert report.name == "lege"


def test_what_the_plan_spans_cannot_be_given(small):
    with pytest.raises(InputError, match="-p language: står i for_each"):
        spanned(small, "for_each: {language: [nb, en]}\n", {"language": "en"})
