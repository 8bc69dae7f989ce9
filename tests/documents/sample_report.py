"""A report that looks like the ones the evaluators write, with every kind of block in it."""

import base64
import io

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
    blocks_from_markdown,
)

HARD = "\N{NO-BREAK SPACE}"
IDS = {"survey": "lege", "question_id": "om_5", "by": "runde", "column_keys": ("ja", "nei", "usikker")}
SOURCE = "Spørreundersøkelse til kommuner, 2019, spørsmål 8.2."


def cell(count: int, n: int) -> str:
    """Word a cell as the reports do: «47 (60 %)»."""
    return f"{count} ({int(100 * count / n + 0.5)}{HARD}%)"


def draw() -> tuple[str, str]:
    """Draw a stacked bar chart as SVG and as base64 PNG."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context({"svg.fonttype": "none", "font.family": "DejaVu Sans", "svg.hashsalt": "svarbenk"}):
        figure = Figure(figsize=(160 / 25.4, 74 / 25.4), layout="constrained")
        axes = figure.add_subplot()
        waves = ["Runde I (n = 1 812)", "Runde II (n = 1 930)", "Runde III (n = 2 044)", "Runde IV (n = 2 101)"]
        parts = {
            "Svært sannsynlig": ([41, 44, 49, 52], "#1f5a6d"),
            "Nokså sannsynlig": ([30, 29, 27, 26], "#79a8b5"),
            "Lite sannsynlig": ([19, 18, 16, 15], "#d9c59a"),
            "Vet ikke": ([10, 9, 8, 7], "#d5d9db"),
        }
        left = [0] * 4
        for name, (values, colour) in parts.items():
            bars = axes.barh(waves, values, left=left, color=colour, label=name, height=0.66)
            axes.bar_label(bars, label_type="center", fontsize=8, color="white" if colour < "#3" else "#222")
            left = [a + b for a, b in zip(left, values, strict=True)]
        axes.set_xlim(0, 100)
        axes.invert_yaxis()
        axes.tick_params(labelsize=8)
        axes.spines[["top", "right"]].set_visible(False)
        figure.legend(loc="outside upper left", ncols=4, fontsize=8, frameon=False)
        svg, png = io.BytesIO(), io.BytesIO()
        figure.savefig(svg, format="svg", metadata={"Date": None})
        figure.savefig(png, format="png", dpi=200)
    return svg.getvalue().decode(), base64.b64encode(png.getvalue()).decode()


def count_sheet(title: str, synthetic: bool = True) -> CountSheet:
    """Counts with a suppressed cell."""
    return CountSheet(
        title=title,
        row_header="Sentralitet",
        rows=("Nivå 3", "Nivå 4", "Nivå 5", "Nivå 6", "Totalt"),
        columns=("Ja", "Nei", "Usikker"),
        counts=((None, None, 0), (5, 4, 0), (12, 5, 1), (29, 18, 2), (47, 28, 3)),
        percent=(
            (None, None, 0.0),
            (55.55555555555556, 44.44444444444444, 0.0),
            (66.66666666666667, 27.77777777777778, 5.555555555555555),
            (59.183673469387756, 36.73469387755102, 4.081632653061225),
            (60.256410256410255, 35.8974358974359, 3.8461538461538463),
        ),
        row_n=(2, 9, 18, 49, 78),
        unit="kommuner",
        base="Alle kommuner som svarte",
        source=SOURCE,
        question="Har kommunen, eller utarbeider kommunen, en plan for legetjenesten?",
        test=f"Fishers eksakte test: p{HARD}={HARD}0,361. Små forventede antall i 7 av 12 celler.",
        synthetic=synthetic,
    )


def long_table(synthetic: bool = True) -> TableBlock:
    """Twenty rows in two groups, the everyday table of the kommune report."""
    groups = {
        f"Sentralitet (p{HARD}<{HARD}0,001)": [
            ("Nivå 3", (1, 1, 0)),
            ("Nivå 4", (5, 4, 0)),
            ("Nivå 5", (12, 5, 1)),
            ("Nivå 6", (29, 18, 2)),
        ],
        f"Folketall (p{HARD}={HARD}0,245)": [
            ("Færre enn 2 000 innbyggere", (16, 12, 1)),
            ("2 000–4 999 innbyggere", (14, 10, 2)),
            ("5 000–9 999 innbyggere", (9, 3, 0)),
            ("10 000–19 999 innbyggere", (5, 2, 0)),
            ("20 000 innbyggere eller flere", (3, 1, 0)),
        ],
        f"Organisering av legetjenesten i kommunen (p{HARD}={HARD}0,038)": [
            ("Kommunen alene", (30, 20, 3)),
            ("Interkommunalt samarbeid med vertskommune", (11, 6, 0)),
            ("Øvrige samarbeid", (6, 2, 0)),
            ("Ubesvart om organisering", (0, 0, 0)),
            ("Kommuneoverlege i hel stilling", (22, 9, 1)),
            ("Kommuneoverlege i delt stilling", (21, 15, 2)),
            ("Uten kommuneoverlege", (4, 4, 0)),
        ],
    }
    rows = [TableRow(role="total", label="Alle kommuner", cells=(*(cell(c, 78) for c in (47, 28, 3)), "78"))]
    for heading, members in groups.items():
        rows.append(TableRow(role="group", label=heading))
        for label, counts in members:
            n = sum(counts)
            cells = tuple(cell(c, n) for c in counts) if n > 2 else (":", ":", ":")
            key = f"gruppe={len(rows)}"
            rows.append(TableRow(label=label, cells=(*cells, str(n) if n > 2 else ":"), key=key))
    return TableBlock(
        label="Tabell 10.2",
        number="10.2",
        caption="Om kommunen har eller utarbeider en plan for legetjenesten, etter sentralitet, folketall og "
        "organisering. Antall og prosent",
        stub="Kommuner",
        columns=("Ja", "Nei", "Usikker", "Totalt"),
        rows=tuple(rows),
        notes=(
            "«:» er skjermet fordi færre enn tre kommuner har svart.",
            f"p-verdier fra Fishers eksakte test (r{HARD}×{HARD}k). Prosent er regnet av rader.",
        ),
        source=SOURCE,
        synthetic=synthetic,
        sheets=(count_sheet("Etter sentralitet", synthetic), count_sheet("Etter folketall", synthetic)),
        survey="kommune",
        question="plan",
        column_keys=("ja", "nei", "usikker", "totalt"),
    )


def wide_table() -> TableBlock:
    """Eight columns with the long headers that Norwegian makes."""
    rows = [
        ("Øke basistilskuddet", (412, 288, 120, 61, 33, 21, 935)),
        ("Flere utdanningsstillinger (ALIS)", (390, 301, 141, 70, 22, 11, 935)),
        ("Redusere listelengden uten inntektstap", (501, 233, 98, 54, 30, 19, 935)),
        ("Avgrense oppgaver fra spesialisthelsetjenesten", (633, 190, 60, 25, 15, 12, 935)),
        ("Samarbeid om legevakt mellom kommuner", (201, 310, 244, 99, 60, 21, 935)),
    ]
    return TableBlock(
        label="Tabell 10.3",
        number="10.3",
        caption="Hvor viktige fastlegene mener at ulike tiltak er for rekrutteringen",
        stub="Tiltak",
        columns=(
            "Svært viktig for rekrutteringen",
            "Nokså viktig",
            "Verken viktig eller uviktig",
            "Nokså uviktig",
            "Helt uten betydning",
            "Vet ikke / ikke relevant",
            "Fastleger i alt",
            "Gjennomsnittsskåre (1–5)",
        ),
        rows=tuple(
            TableRow(label=label, cells=(*(cell(v, 935) for v in values[:-1]), "935", "4,1")) for label, values in rows
        ),
        notes=("Vet ikke er holdt utenfor gjennomsnittet.",),
        source="Spørreundersøkelse til fastleger, runde IV.",
        sheets=(count_sheet("Tiltak", synthetic=False),),
    )


def sample_report() -> Report:
    """Put together two chapters: one on stand-in data, one not."""
    svg, png = draw()
    figure = FigureBlock(
        label="Figur 10.1",
        number="10.1",
        caption="Om fastlegene tror at de arbeider som fastlege om fem år, etter runde. Prosent",
        alt="Liggende stolper for fire runder. Andelen svært sannsynlig stiger fra 41 prosent i runde I til "
        "52 prosent i runde IV.",
        svg=svg,
        png=png,
        notes=(f"n{HARD}={HARD}1{HARD}812–2{HARD}101.",),
        source="Spørreundersøkelser til fastleger, runde I–IV.",
        synthetic=True,
        sheets=(count_sheet("Fastlege om fem år").model_copy(update=IDS | {"chart": "stacked"}),),
    )
    lead = Paragraph(
        style="lead",
        runs=(
            Run(text="Seks av ti kommuner – "),
            Run(text=f"47 av 78 (60{HARD}%)", value="med_plan"),
            Run(text=" – har eller utarbeider en plan for legetjenesten. "),
            Run(text=f"Andelen som svarer «svært sannsynlig», er 52{HARD}% i 2024", value="setning"),
            Run(text=". Undersøkelsen gikk til "),
            Run(text="86", value="spurt"),
            Run(text=" kommuner og "),
            Run(text="1 930", value="trykt"),
            Run(text=" leger."),
        ),
    )
    values = (
        Value(name="med_plan", text=f"47 av 78 (60{HARD}%)", survey="kommune", question="plan", by="sentralitet"),
        Value(
            name="setning",
            text=f"Andelen som svarer «svært sannsynlig», er 52{HARD}% i 2024",
            survey="lege",
            question="om_5",
        ),
        Value(name="spurt", text="86", number=86.0),
        Value(name="trykt", text="1 930", source="Rapporten (2019), linje 40"),
    )
    prose = blocks_from_markdown(
        "Kommunene ble spurt om de har en plan for legetjenesten, og om den er *politisk vedtatt*. Svarene i "
        "**tabell 10.2** viser at de fleste har det. Forskjellen mellom nivåene er liten, og den kan skyldes "
        "tilfeldigheter, se [sentralitetsindeksen](https://www.ssb.no/klass/klassifikasjoner/128) og variabelen "
        "`sentralitet`.\n\n"
        "Tre forhold går igjen:\n\n"
        "- mangel på **vikarer** i ferier og ved sykdom\n"
        "- legevaktbelastning i de minst sentrale kommunene, der én lege kan ha vakt hver tredje helg gjennom "
        "hele året\n"
        "- uklar ansvarsdeling mot sykehuset\n\n"
        "> «Vi har ikke råd til å miste én fastlege til. Da ryker legevakten.»\n\n"
        "1. Først ble svarene renset.\n2. Så ble de talt.\n"
    )
    plan = ChapterDocument(
        slug="10-kommunene",
        number="10",
        title="Kommunenes planer for legetjenesten",
        blocks=(
            Heading(level=1, text="Kommunenes planer for legetjenesten"),
            lead,
            Heading(level=2, text="10.1 Fastlegenes planer"),
            *prose[:1],
            figure,
            Heading(level=2, text="10.2 Planer for legetjenesten"),
            *prose[1:],
            long_table(),
            Heading(level=3, text="Tiltak som fastlegene peker på"),
            Paragraph(runs=(Run(text="Tiltakene er ordnet etter hvor mange som nevner dem."),)),
            wide_table(),
            Paragraph(style="note", runs=(Run(text="Fritekstsvar er gjengitt uten stedsnavn."),)),
        ),
        values=values,
    )
    method = ChapterDocument(
        slug="vedlegg-a",
        number="Vedlegg A",
        title="Utvalg og frafall",
        blocks=(
            Paragraph(runs=(Run(text="Undersøkelsen gikk til alle 86 kommuner i Helse Nord; 78 svarte."),)),
            Heading(level=2, text="Frafall"),
            BulletList(items=((Run(text="8 kommuner svarte ikke"),), (Run(text="ingen ble fjernet"),))),
            long_table(synthetic=False).model_copy(update={"label": "Tabell A.1", "number": "A.1"}),
        ),
    )
    return Report(
        slug="helse-nord-2019",
        title="Fastlegeordningen i Nord-Norge",
        subtitle="Spørreundersøkelse til kommunene i Helse Nord",
        date="2026-11-22",
        protection="Tall for færre enn tre kommuner vises ikke. Der det trengs, er også en nabocelle skjermet.",
        chapters=(plan, method),
        method=("Tallene i rapporten er regnet ut av svarene. Prosent er avrundet til nærmeste hele.",),
        facts=(
            ("Datafil", "kommuner-2019.xlsx, 78 rader"),
            ("Kodebok", "helse-nord-kommune.yaml"),
            ("svarbenk", "0.1.0"),
        ),
    )
