"""What it takes to write a report of the size of an evaluation: 17 chapters, 100 figures, 250 tables of 100 rows.

The report is invented; its figures are drawn by the figures room, so that they weigh what real ones do.
`python -m tests.benchmarks whole_report` prints seconds, bytes and pages for each format.
"""

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pypdf
from svarbenk import wording
from svarbenk.codebook import Text
from svarbenk.documents import (
    BulletList,
    ChapterDocument,
    CountSheet,
    FigureBlock,
    Heading,
    Paragraph,
    Report,
    Run,
    TableBlock,
    TableRow,
    Value,
    write_all,
    write_excel,
    write_html,
    write_pdf,
    write_results,
    write_word,
)
from svarbenk.documents.outline import outline_of
from svarbenk.figures import stacked_bars
from svarbenk.tables import Axis, CountTable

ANSWERS = (
    "Svært sannsynlig",
    "Nokså sannsynlig",
    "Verken eller",
    "Lite sannsynlig",
    "Svært lite sannsynlig",
    "Vet ikke",
)
WAVES = ("Januar 2022", "November 2022", "Desember 2023", "November–desember 2024")
GROUPS = ("Driftsform", "Sentralitet", "Folketall", "Alder", "Erfaring")
CHAPTERS, FIGURES, TABLES, ROWS = 17, 100, 250, 100
_WORDS = (
    "fastlegene svarer at arbeidsbelastningen har blitt mindre siden forrige runde, men forskjellene mellom "
    "kommunene er fortsatt store, og særlig i de minst sentrale kommunene er det vanskelig å rekruttere vikarer"
)


def run() -> None:
    """Print seconds and sizes for each format."""
    report = whole_report()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        steps: dict[str, Callable[[], Path]] = {
            "results.json": lambda: write_results(report, folder / "results.json"),
            "Word": lambda: write_word(report, folder / "r.docx"),
            "Excel": lambda: write_excel(report, folder / "figurdata.xlsx"),
            "PDF": lambda: write_pdf(report, folder / "r.pdf"),
            "HTML": lambda: write_html(report, folder / "sider"),
        }
        print(f"  {'outline':<14}{_seconds(lambda: outline_of(report)):>7.1f} s")
        for name, write in steps.items():
            path = folder
            started = time.perf_counter()
            path = write()
            seconds = time.perf_counter() - started
            size = (
                sum(each.stat().st_size for each in path.parent.rglob("*")) if name == "HTML" else path.stat().st_size
            )
            pages = f"{len(pypdf.PdfReader(path).pages):>7} pages" if name == "PDF" else ""
            print(f"  {name:<14}{seconds:>7.1f} s {size / 1e6:>8.1f} MB{pages}")
        print(f"  {'all, again':<14}{_seconds(lambda: write_all(report, folder / 'alt')):>7.1f} s")


def _seconds(task: Callable[[], object]) -> float:
    started = time.perf_counter()
    task()
    return time.perf_counter() - started


def whole_report(
    chapters: int = CHAPTERS, figures: int = FIGURES, tables: int = TABLES, rows: int = ROWS, seed: int = 5
) -> Report:
    """Invent a report of this size; two thirds of the tables stand in the last three chapters, as appendices."""
    chance = random.Random(seed)
    appendices = 3 if chapters > 3 else 0
    made = []
    for place in range(chapters):
        appendix = place >= chapters - appendices
        number = f"Vedlegg {'ABCD'[place - chapters + appendices]}" if appendix else str(place + 1)
        share = 0 if appendix and appendices else figures // (chapters - appendices)
        in_appendix = tables * 2 // 3 // max(appendices, 1)
        count = in_appendix if appendix else (tables - in_appendix * appendices) // (chapters - appendices)
        made.append(_chapter(number, place, share, count, rows, chance, prefix=number[-1] if appendix else number))
    return Report(
        slug="rapport",
        title="Evaluering av handlingsplan for allmennlegetjenesten",
        subtitle="Oppdiktet rapport i full størrelse",
        date="2026-11-22",
        protection="Tall for færre enn fem vises ikke.",
        chapters=tuple(made),
        method=("Alle tall er trukket tilfeldig.",),
    )


def _chapter(
    number: str, place: int, figures: int, tables: int, rows: int, chance: random.Random, prefix: str
) -> ChapterDocument:
    blocks: list = [Paragraph(style="lead", runs=(Run(text=_prose(chance, 60)),))]
    values = []
    things = [("figure", i + 1) for i in range(figures)] + [("table", i + 1) for i in range(tables)]
    chance.shuffle(things)
    things.sort(key=lambda each: each[1] / max(figures if each[0] == "figure" else tables, 1))
    for index, (kind, serial) in enumerate(things):
        if index % 5 == 0:
            blocks.append(Heading(level=2, text=f"{prefix}.{index // 5 + 1} {_prose(chance, 4)}"))
        if index % 5 == 2:
            blocks.append(Heading(level=3, text=_prose(chance, 3)))
        name, percent = f"andel_{index}", chance.randint(3, 97)
        values.append(
            Value(name=name, text=f"{percent} %", number=percent, survey="fastlege", question=f"sporsmal_{serial}")
        )
        word = "figur" if kind == "figure" else "tabell"
        runs = (
            Run(text=f"{_prose(chance, 40)} (se {word} {prefix}-{serial}). Andelen er "),
            Run(text=f"{percent} %", value=name),
            Run(text=f" av {_prose(chance, 30)}."),
        )
        blocks.append(Paragraph(runs=runs))
        blocks.append(_figure(prefix, serial, chance) if kind == "figure" else _table(prefix, serial, rows, chance))
    blocks.append(BulletList(items=tuple((Run(text=_prose(chance, 12)),) for _ in range(4))))
    slug = f"{place + 1:02}-kapittel"
    return ChapterDocument(
        slug=slug, number=number, title=_prose(chance, 4), blocks=tuple(blocks), values=tuple(values)
    )


def _prose(chance: random.Random, words: int) -> str:
    text = " ".join(chance.choice(_WORDS.split()) for _ in range(words))
    return text[:1].upper() + text[1:]


def _counts(chance: random.Random, rows: int) -> list[list[int]]:
    return [[chance.randint(5, 400) for _ in ANSWERS] for _ in range(rows)]


def _sheet(rows: Sequence[str], counts: list[list[int]], serial: int, chart: str = "") -> CountSheet:
    n = [sum(row) for row in counts]
    return CountSheet(
        title="Hvor sannsynlig er det at du er fastlege om fem år?",
        row_header="Runde",
        rows=tuple(rows),
        columns=ANSWERS,
        counts=tuple(tuple(map(float, row)) for row in counts),
        percent=tuple(tuple(100 * x / total for x in row) for row, total in zip(counts, n, strict=True)),
        row_n=tuple(map(float, n)),
        unit="leger",
        base=f"n = {sum(n)} fastleger og vikarer.",
        source="Spørreundersøkelse til fastleger og vikarer, januar 2022–desember 2024",
        question="Hvor sannsynlig er det at du er fastlege om fem år?",
        test="Kjikvadrattest: p < 0,001. Valgt fordi alle forventede antall er minst fem",
        synthetic=True,
        survey="fastlege",
        question_id=f"sporsmal_{serial}",
        by="runde",
        row_keys=("I", "II", "III", "IV") if len(rows) == len(WAVES) else (),
        column_keys=tuple(f"svar_{place}" for place in range(len(ANSWERS))),
        chart=chart,
    )


@cache
def _drawn(kind: int) -> tuple[str, str]:
    """Draw one of four figures; every figure of the report is one of them, with a number of its own in it."""
    counts = _counts(random.Random(kind), len(WAVES))
    table = CountTable.from_counts(
        counts,
        Axis.of("Runde", WAVES, ("I", "II", "III", "IV")),
        Axis.of("Svar", ANSWERS, tuple("abcdef"), ordered=True),
        unit=Text(nb="leger"),
        question=Text(nb="Hvor sannsynlig er det?"),
        synthetic=True,
    )
    figure = stacked_bars(table)
    return figure.svg, figure.png_base64


def _figure(prefix: str, serial: int, chance: random.Random) -> FigureBlock:
    svg, png = _drawn(serial % 4)
    return FigureBlock(
        label=f"Figur\N{NO-BREAK SPACE}{prefix}-{serial}",
        number=f"{prefix}-{serial}",
        caption=f"Andel av fastlegene som tror at de er fastlege om fem år, {_prose(chance, 5)}",
        alt="Liggende stolper for fire runder. Andelen svært sannsynlig stiger fra 22 til 51 prosent.",
        svg=svg.replace("</svg>", f"<!-- {prefix}-{serial} --></svg>"),
        png=png,
        notes=("n = 1 341–2 101 leger.", "* p < 0,10 ** p < 0,05 *** p < 0,01, mot januar 2022."),
        source="Spørreundersøkelse til fastleger og vikarer, januar 2022–desember 2024.",
        synthetic=True,
        sheets=(_sheet(WAVES, _counts(chance, len(WAVES)), serial, "stacked"),),
    )


def _table(prefix: str, serial: int, rows: int, chance: random.Random) -> TableBlock:
    printed = [TableRow(role="total", label="Alle", cells=_cells(_counts(chance, 1)[0]))]
    sheets = []
    for group in GROUPS:
        size = max(rows // len(GROUPS) - 1, 1)
        counts = _counts(chance, size)
        names = [f"{group}: gruppe nummer {place + 1} med et navn" for place in range(size)]
        printed.append(TableRow(role="group", label=f"{group} (p = 0,038)"))
        printed += [
            TableRow(label=name, cells=_cells(row), key=f"{group.lower()}={place}")
            for place, (name, row) in enumerate(zip(names, counts, strict=True))
        ]
        sheets.append(_sheet(names, counts, serial))
    return TableBlock(
        label=f"Tabell\N{NO-BREAK SPACE}{prefix}-{serial}",
        number=f"{prefix}-{serial}",
        caption=f"Om fastlegene tror at de er fastlege om fem år, {_prose(chance, 5)}. Antall og prosent",
        stub="",
        columns=(*ANSWERS, "Totalt"),
        rows=tuple(printed),
        notes=("n = 1 930 fastleger og vikarer.", "Prosent er regnet av rader."),
        source="Spørreundersøkelse til fastleger og vikarer, november–desember 2024.",
        synthetic=True,
        sheets=tuple(sheets),
        survey="fastlege",
        question=f"sporsmal_{serial}",
        column_keys=tuple(f"svar_{place}" for place in range(len(ANSWERS))),
    )


def _cells(counts: Sequence[int]) -> tuple[str, ...]:
    n = sum(counts)
    written = (f"{wording.number(x)} ({wording.percent(100 * x / n)})" for x in counts)
    return (*written, wording.number(n))
