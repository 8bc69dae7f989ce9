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
        ("Først.\n\n![et bilde](kart.png)", "line 3: found an image («kart.png»)"),
        ("Se <b>her</b>", "line 1: found HTML («<b>»)"),
        ("<div>\nnoe\n</div>", "line 1: found HTML"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "line 1: found a table"),
        ("Tekst\n\n```\nkode\n```", "line 3: found a code fence"),
        ("Tekst\n\n    kode", "line 3: found an indented code block"),
        ("a\n\n---\n\nb", "line 3: found a horizontal rule"),
        ("###### seks", "heading of level 6"),
        ("- ytre\n  - indre", "line 2: found a bullet list inside a list item"),
        ("- ett avsnitt\n\n  ett til", "list item of 2 paragraphs"),
        ("> ## overskrift", "found a heading inside a quotation"),
        ("> ![kart](kart.png)", "found an image"),
        ("3. tre", "starts at 3"),
    ],
)
def test_what_a_report_cannot_carry_is_refused_by_name(text, named):
    with pytest.raises(InputError) as refused:
        blocks_from_markdown(text)
    assert named in str(refused.value)
    assert "expected" in str(refused.value)
    assert str(refused.value).count("\n") == 0


def test_no_text_is_no_blocks():
    assert blocks_from_markdown("  \n") == ()
    assert runs_from_markdown("") == ()


def test_one_paragraph_is_asked_for():
    with pytest.raises(InputError, match="expected one paragraph"):
        runs_from_markdown("ett\n\nto")
    with pytest.raises(InputError, match="beginning with a list"):
        runs_from_markdown("- liste")


def test_an_unsafe_link_stays_text():
    runs = runs_from_markdown("[her](javascript:alert(1))")
    assert all(run.href is None for run in runs)
