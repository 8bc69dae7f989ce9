import pytest
from svarbenk.documents import BulletList, Heading, Paragraph, Run, blocks_from_markdown, runs_from_markdown
from svarbenk.errors import InputError


def test_everything_a_report_carries_is_read():
    blocks = blocks_from_markdown(
        "# Tittel\n\n## Del med *kursiv*\n\nVanlig **fet _begge_** og `kode`,\nse [kilden](https://ssb.no).\n\n"
        "- én\n- to **fet**\n\n1. først\n2. så\n\n> sitat\n>\n> mer\n"
    )
    assert [block.kind for block in blocks] == [
        *("heading", "heading", "paragraph", "list", "list", "paragraph", "paragraph"),
    ]
    assert blocks[0] == Heading(level=1, text="Tittel")
    assert blocks[1] == Heading(level=2, text="Del med kursiv")
    assert blocks[2].runs == (
        Run(text="Vanlig "),
        Run(text="fet ", bold=True),
        Run(text="begge", bold=True, italic=True),
        Run(text=" og "),
        Run(text="kode", code=True),
        Run(text=", se "),
        Run(text="kilden", href="https://ssb.no"),
        Run(text="."),
    )
    assert blocks[3] == BulletList(
        items=((Run(text="én"),), (Run(text="to "), Run(text="fet", bold=True))),
    )
    assert blocks[4].ordered
    assert blocks[5] == Paragraph(style="quote", runs=(Run(text="sitat"),))
    assert blocks[6].style == "quote"


def test_hard_spaces_and_norwegian_signs_survive():
    (run,) = runs_from_markdown("«Færre» enn 2\u00a0000 på øya: 60\u00a0% &nbsp;")
    assert run.text == "«Færre» enn 2\u00a0000 på øya: 60\u00a0% \u00a0"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Først.\n\n![et bilde](kart.png)", "linje 3: fant et bilde («kart.png»)"),
        ("Se <b>her</b>", "linje 1: fant HTML («<b>»)"),
        ("<div>\nnoe\n</div>", "linje 1: fant HTML"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "linje 1: fant en tabell"),
        ("Tekst\n\n```\nkode\n```", "linje 3: fant en kodeblokk"),
        ("Tekst\n\n    kode", "linje 3: fant en innrykket kodeblokk"),
        ("a\n\n---\n\nb", "linje 3: fant en vannrett strek"),
        ("###### seks", "overskrift på nivå 6"),
        ("- ytre\n  - indre", "linje 2: fant en punktliste inne i et listepunkt"),
        ("- ett avsnitt\n\n  ett til", "listepunkt med 2 avsnitt"),
        ("> ## overskrift", "fant en overskrift inne i et sitat"),
        ("> ![kart](kart.png)", "fant et bilde"),
        ("3. tre", "begynner på 3"),
    ],
)
def test_what_a_report_cannot_carry_is_refused_by_name(text, named):
    with pytest.raises(InputError) as refused:
        blocks_from_markdown(text)
    assert named in str(refused.value)
    assert "ventet" in str(refused.value)
    assert str(refused.value).count("\n") == 0


def test_no_text_is_no_blocks():
    assert blocks_from_markdown("  \n") == ()
    assert runs_from_markdown("") == ()


def test_one_paragraph_is_asked_for():
    with pytest.raises(InputError, match="ventet ett avsnitt"):
        runs_from_markdown("ett\n\nto")
    with pytest.raises(InputError, match="av slaget list"):
        runs_from_markdown("- liste")


def test_an_unsafe_link_stays_text():
    runs = runs_from_markdown("[her](javascript:alert(1))")
    assert all(run.href is None for run in runs)
