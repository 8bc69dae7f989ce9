"""A heading that stands alone has a line under it; one with text or subsections does not."""

from svarbenk.documents import Heading, Paragraph, Run, empty_sections_told

TEXT = Paragraph(runs=(Run(text="Om lag halvparten svarte."),))


def heading(level, text="Rekruttering"):
    return Heading(level=level, text=text)


def test_only_sections_without_text_and_subsections_are_told():
    blocks = [heading(2), heading(3), heading(3), TEXT, heading(2)]
    told = empty_sections_told(blocks, "nb")
    assert [block.kind for block in told] == ["heading", "heading", "paragraph", *["heading", "paragraph"] * 2]
    assert told[2].style == told[-1].style == "note"
    assert "ingen svar å vise" in told[-1].runs[0].text
    assert told[4] is TEXT


def test_nothing_is_added_to_a_chapter_that_is_whole():
    blocks = [TEXT, heading(2), heading(3), TEXT]
    assert empty_sections_told(blocks, "en") == blocks
    assert empty_sections_told([], "nb") == []
