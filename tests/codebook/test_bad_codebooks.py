"""A mistake in a codebook is told by file, line and question: what was found and what was expected."""

import pytest
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.errors import InputError


def refused(book, before, after):
    with pytest.raises(InputError) as caught:
        book(before, after)
    message = str(caught.value)
    assert 1 <= len(message.splitlines()) <= 3, message
    assert all(line.startswith(str(book.path)) for line in message.splitlines()), message
    return message


def says(message, *parts):
    for part in parts:
        assert part in message, f"{part!r} is not in {message!r}"


# (what is wrong, text, spoiled text, text on the line that is told, question, parts of the message)
MISTAKES = [
    ("typo in a key", "kind: ordinal", "kindd: ordinal", "kind: ordinal", "trives",
     ("ukjent nøkkel «kindd»", "mente du «kind»?")),
    ("typo deep down", "header: Svar-ID", "heder: Svar-ID", "id: {variable: svarid", None,
     ("ukjent nøkkel «heder»", "«header»")),
    ("typo in a shared scale, told once", "nb: Litt enig", "nbb: Litt enig", "id: litt", None,
     ("ukjent nøkkel «nbb»", "«nb»")),
    ("unknown key like no other", "version: 1\n", "version: 1\nxyzzy: 1\n", "title:", None,
     ("ukjent nøkkel «xyzzy»", "ventet en av codebook, version")),
    ("key missing", "    text: {nb: Driftsform}\n", "", "- id: drift", "drift", ("«text» mangler",)),
    ("unknown kind", "kind: single", "kind: singel", "kind: single", "drift", ("«singel»", "mente du «single»?")),
    ("no number", "minimum: 0", "minimum: null og niks", "minimum: 0", "leger", ("«null og niks»", "ventet et tall")),
    ("id with blanks", "- id: drift", "- id: drifts form", "- id: drift", None, ("«drifts form»", "små bokstaver")),
    ("label that is a number", "nb: Driftsform", "nb: 2019", "text: {nb: Driftsform}", "drift", ("«2019»", "tekst")),
    ("category twice", "{id: fast, code: 2", "{id: naering, code: 2", "{id: fast", "drift", ("«naering»", "to ganger")),
    ("code twice", "{id: fast, code: 2", "{id: fast, code: 1", "{id: fast", "drift", ("«1»", "to ganger", "kode")),
    ("category twice in a scale", "{id: litt, code: 2", "{id: helt, code: 2", "{id: litt", "trives", ("«helt»",)),
    ("spelling of two categories", "[Ikke enig]", "[HELT  enig]", "{id: uenig", "trives",
     ("«HELT  enig»", "«helt» og «uenig»")),
    ("duplicate key", "kind: single\n", "kind: single\n    kind: ordinal\n", "text: {nb: Driftsform}", None,
     ("nøkkelen «kind» finnes to ganger", "ventet hver nøkkel én gang")),
    ("question twice", "- id: drift", "- id: leger", "- id: drift", "leger", ("«leger» finnes to ganger",)),
    ("item that is a question", "- id: drift", "- id: tiltak_kurs", "- id: tiltak", "tiltak", ("to ganger",)),
    ("id of a clean column", "- id: drift", "- id: runde", "- id: drift", "runde", ("opptatt",)),
    ("filter: unknown question", "where: leger > 0", "where: lege > 0", "where:", None,
     ("«med_leger»", "ukjent spørsmål «lege»", "mente du «leger»?")),
    ("filter: unknown question, like no other", "where: leger > 0", "where: xyzzy > 0", "where:", None, ("ventet id",)),
    ("filter: unknown category", "where: leger > 0", "where: drift == 'naring'", "where:", None,
     ("«naring» er ikke en kategori av «drift»", "naering, fast", "mente du «naering»?")),
    ("filter: order without order", "where: leger > 0", "where: drift > 'fast'", "where:", None, ("ingen rekkefølge",)),
    ("filter: several answers", "where: leger > 0", "where: grunner == 'tid'", "where:", None, ("multiple",)),
    ("filter: text for a number", "where: leger > 0", "where: leger > 'to'", "where:", None,
     ("«to»", "ventet et tall")),
    ("filter: range", "where: leger > 0", "where: sekretaerer > 0", "where:", None, ("ranges",)),
    ("filter: no condition", "where: leger > 0", "where: leger >", "where:", None, ("kan ikke leses",)),
    ("filter: a call", "where: leger > 0", "where: open('x') == 1", "where:", None, ("kan ikke leses",)),
    ("unknown scale", "scale: enig\n    base", "scale: enigg\n    base", "scale: enig", "trives",
     ("ukjent skala «enigg»", "mente du «enig»?")),
    ("scale and categories", "variable: q3", "variable: q3\n    scale: enig", "categories:", "drift", ("både",)),
    ("unknown base", "base: med_leger", "base: medleger", "base: med_leger", "trives",
     ("ukjent base «medleger»", "mente du «med_leger»?")),
    ("merge: unknown category", "of: [helt, litt]", "of: [helt, lit]", "enige:", "trives",
     ("«lit»", "helt, litt, uenig")),
    ("merge: category twice", "of: [helt, litt]", "of: [helt, helt]", "enige:", "trives", ("to ganger",)),
    ("merge: nothing", "of: [helt, litt]", "of: []", "enige:", "trives", ("minst én",)),
    ("merge: id of a category", "enige: {nb", "helt: {nb", "enige:", "trives", ("samme id som en kategori",)),
    ("shown: unknown", "[enige, uenig]", "[enige, usikker]", "shown_as:", "trives", ("«usikker»", "helt, litt, uenig")),
    ("shown: twice", "[enige, uenig]", "[enige, litt]", "shown_as:", "trives", ("teller en kategori to ganger",)),
    ("sum of something else", "sum_of: [leger]", "sum_of: [drift]", "sum_of:", "ansatte", ("«drift»", "numeric")),
    ("sum of a sum", "sum_of: [leger]", "sum_of: [ansatte]", "sum_of:", "ansatte", ("sum_of",)),
    ("sum of ranges", "sum_of: [leger]", "sum_of: [sekretaerer]", "sum_of:", "ansatte", ("ranges",)),
    ("sum of nobody", "sum_of: [leger]", "sum_of: [lege]", "sum_of:", "ansatte", ("mente du «leger»?",)),
    ("limits upside down", "maximum: 40", "maximum: -1", "minimum: 0", "leger", ("minimum",)),
    ("ranges of words", "variable: q3", "variable: q3\n    ranges: true", "categories:", "drift", ("ranges",)),
    ("variable of two questions", "variable: q3", "variable: q2", "- id: drift", "drift",
     ("«q2»", "«trives»", "«drift»")),
    ("header of two questions", "{nb: Driftsform}", "{nb: Jeg trives}", "- id: drift", "drift", ("«Jeg trives»",)),
    ("contact column as a question", "variable: q3", "variable: epost", "- id: drift", "drift", ("«epost»", "contact")),
    ("item without a battery", "variable: q3", "variable: q3\n    items: [{id: a, variable: b, nb: c}]", "- id: drift",
     "drift", ("«items»",)),
    ("no variable", "    variable: q3\n", "", "- id: drift", "drift", ("«variable» mangler",)),
    ("no scale", "    scale: enig\n    base: med_leger\n", "    base: med_leger\n", "- id: trives", "trives",
     ("scale",)),
    ("battery without kind", "    item_kind: ordinal\n", "", "- id: tiltak", "tiltak", ("item_kind",)),
    ("encoding", "reply:", "exports: {csv: {encoding: win1252x}}\nreply:", "reply:", None,
     ("«win1252x»", "windows-1252")),
    ("separator", "reply:", "exports: {csv: {separator: ', '}}\nreply:", "reply:", None, ("«, »", "ett tegn")),
    ("share", "reply:", "cleaning: {nearly_empty_below: 10}\nreply:", "reply:", None, ("«10»", "fra 0 til 1")),
    ("date", "start: 2019-05-01", "start: mai 2019", "field_period", None, ("«mai 2019»", "2019-05-01")),
    ("dates upside down", "deadline: 2019-05-20", "deadline: 2019-04-20", "field_period", None, ("før «start»",)),
    ("no waves", '  - id: "I"\n    label: {nb: runde I}\n    field_period: {start: 2019-05-01, deadline: 2019-05-20}',
     "  []", "waves:", None, ("waves", "minst én")),
    ("tab", "    kind: single", "\tkind: single", None, None, ("YAML",)),
    ("bracket", "[Ikke enig]", "[Ikke enig", None, None, ("YAML",)),
    ("control character", "Oppdiktet", "Opp\x07diktet", None, None, ("YAML",)),
    ("questions that are no list", "questions:\n", "questions: 1\nfoo:\n", None, None, ("ukjent nøkkel «foo»",)),
]  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES, ids=[case[0] for case in MISTAKES])
def test_a_mistake_is_told_with_its_place(book, case):
    _, before, after, line, question, parts = case
    message = refused(book, before, after)
    says(message, *parts)
    if line is not None:
        says(message, f"linje {book.line(line)}")
    if question is not None:
        says(message, f"spørsmål «{question}»")


def test_three_mistakes_are_told_at_once(book):
    message = refused(
        book, "kind: numeric\n    text: {nb: Antall leger}", "kind: tall\n    minimm: 1\n    text: {nb: 3}"
    )
    assert len(message.splitlines()) == 1, "the typo alone: it may be the cause of the others"
    says(message, "minimm")
    message = refused(book, "kind: numeric\n    text: {nb: Antall leger}", "kind: tall\n    text: {nb: 3}")
    assert len(message.splitlines()) == 2


def test_the_same_mistake_in_two_questions_is_told_twice(book):
    before = "text: {nb: Driftsform}\n    variable: q3"
    assert len(refused(book, before, "variable: q3").splitlines()) == 1
    text = book.path.read_text(encoding="utf-8").replace("    text: {nb: Antall leger}\n", "")
    book.path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_codebook(book.path)
    assert [line.count("«text» mangler") for line in str(caught.value).splitlines()] == [1, 1]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "- a list\n", "just words\n"])
def test_an_empty_codebook(book, text):
    book.path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"liten.yaml: tom eller uten nøkler; ventet en kodebok"):
        read_codebook(book.path)


def test_a_codebook_in_another_encoding(book):
    book()
    book.path.write_bytes(book.path.read_text(encoding="utf-8").encode("windows-1252"))
    with pytest.raises(InputError, match="linje 3: et tegn er ikke UTF-8"):
        read_codebook(book.path)


def test_no_codebook(tmp_path):
    with pytest.raises(InputError, match=r"borte.yaml: filen finnes ikke; ventet en kodebok"):
        read_codebook(tmp_path / "borte.yaml")
    with pytest.raises(InputError, match="kan ikke åpnes"):
        read_codebook(tmp_path)


def test_a_codebook_under_another_name(book, tmp_path):
    book()
    folder = tmp_path / "data" / "codebooks"
    folder.mkdir(parents=True)
    book.path.rename(folder / "annen.yaml")
    with pytest.raises(InputError, match="linje 1: kodeboken heter «liten»; ventet «annen»"):
        read_codebook("annen", DataFolder(tmp_path / "data"))
