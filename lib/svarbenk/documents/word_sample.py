"""The reference template as a file: a short report whose text says which style is used for what."""

from pathlib import Path

from svarbenk.documents.model import (
    BulletList,
    ChapterDocument,
    Heading,
    Paragraph,
    Report,
    Run,
    TableBlock,
    TableRow,
)
from svarbenk.documents.word import write_word
from svarbenk.documents.word_template import REQUIRED

TEMPLATE = "rapport.docx"


def write_template(path: Path) -> Path:
    """Write the template that reports are set in, for an evaluator to change and name in a plan.

    Its text only shows the styles and is not used.

    Parameters
    ----------
    path : Path
        The file to write, ending in ``.docx``.

    Returns
    -------
    Path
        The file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_word(_sample(), path, running=False)


def _sample() -> Report:
    table = TableBlock(
        label="Tabell\N{NO-BREAK SPACE}1-1",
        number="1-1",
        caption="Bildetekster har stilen «Caption», tabeller «Report Table», cellene «Table Text» og «Table Number»",
        stub="Rad",
        columns=("Antall", "Prosent"),
        rows=(
            TableRow(role="total", label="Alle", cells=("–", "–")),
            TableRow(role="group", label="Gruppe"),
            TableRow(label="Rad i gruppe", cells=("–", "–")),
        ),
        notes=("merknader og kilder har stilen «Table Foot».",),
    )
    blocks = (
        _told("Ingressen først i et kapittel har stilen «Lead».", style="lead"),
        Heading(level=2, text="Overskrift på nivå 2 har stilen «Heading 2»"),
        _told(
            "Brødtekst har stilen «Body Text». Endre stilene, siden, margene, topp- og bunntekst i denne filen, lagre "
            "den i mappen «reports» og skriv navnet i planen: «template: maler/rapport.docx». Teksten her brukes ikke. "
            f"Stiler som må finnes under disse navnene: {', '.join(REQUIRED)}."
        ),
        Heading(level=3, text="Overskrift på nivå 3 har stilen «Heading 3»"),
        BulletList(items=((Run(text="Punkter har stilen «List Bullet»."),), (Run(text="Neste punkt."),))),
        BulletList(ordered=True, items=((Run(text="Nummererte punkter har stilen «List Number»."),),)),
        _told("Sitater har stilen «Quote».", style="quote"),
        table,
        _told("Småskrift i teksten har stilen «Note».", style="note"),
    )
    chapter = ChapterDocument(
        slug="mal", number="1", title="Kapitteloverskriften har stilen «Heading 1»", blocks=blocks
    )
    return Report(
        slug="mal",
        title="Tittelen har stilen «Title»",
        subtitle="Undertittelen har stilen «Subtitle»",
        date="2026-01-01",
        protection="Tekst på forsiden har stilen «Front Note».",
        chapters=(chapter,),
        facts=(("Opplysninger", "om rapporten har stilen «Colophon»."),),
    )


def _told(text: str, style: str = "body") -> Paragraph:
    return Paragraph(style=style, runs=(Run(text=text),))
