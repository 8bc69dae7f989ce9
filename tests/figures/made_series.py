"""Series made up for tests of register figures."""

import math

from svarbenk.codebook import Text
from svarbenk.figures import Event, Panel, Scale, Series

NONE = math.nan
YEARS = tuple(float(year) for year in range(2017, 2025))


def text(nb: str, en: str | None = None) -> Text:
    return Text(nb=nb, en=en or f"{nb} (en)")


def series(name: str, x, y) -> Series:
    return Series(text(name), tuple(x), tuple(y))


LISTETAK = Panel(
    (
        series("Begynner i løpet av året", (2017.0, 2023.0, 2024.0), (952.0, 1010.0, 1043.0)),
        series("Slutter", (2017.0, 2023.0, 2024.0), (1120.0, 1035.0, 1021.0)),
        series("Stabile gjennom hele året", (2017.0, 2023.0, 2024.0), (1121.0, 1078.0, 1064.0)),
    ),
    Scale(text("Listetak per fastlege"), zero=False),
)
ANTALL = Panel(
    (series("Fastleger", YEARS, (4758.0, 4832.0, 4876.0, 4902.0, 5002.0, 5126.0, 5342.0, 5547.0)),),
    Scale(text("Antall fastleger")),
)
ANDELER = Panel(
    (
        series("Kvinner", (2010.0, 2024.0), (44.0, 56.0)),
        series("Spesialister i allmennmedisin", (2010.0, 2023.0, 2024.0), (31.0, 22.0, 21.0)),
    ),
    Scale(text("Prosent"), percent=True),
    text("Andeler"),
)
QUARTERS = tuple(2020 + number / 4 for number in range(20))
TYPER = tuple(
    Panel(
        tuple(
            series(name, QUARTERS, [30 + 2 * k + 0.4 * number * (k - 1) for number in range(20)])
            for k, name in enumerate(("Høy sentralitet", "Middels", "Lav", "Svært lav og med et langt navn"))
        ),
        Scale(text("Prosent"), percent=True),
        text(heading),
    )
    for heading in ("Andel fastleger", "Andel nye fastleger")
)
REFORM = Event(2023 + 4 / 12, text("Pasienttilpasset basistilskudd"))
STARTET = Panel(
    (
        series("Startet", YEARS, (380.0, NONE, NONE, 401.0, 463.0, 480.0, 612.0, 655.0)),
        series("Sluttet", YEARS, (310.0, NONE, NONE, 350.0, 371.0, 360.0, 341.0, 290.0)),
    ),
    Scale(text("Antall fastleger")),
)
NETTO = Panel(
    (
        series("Kommunehelsetjenesten", YEARS, (120.0, 140.0, 210.0, 80.0, -35.0, 150.0, 300.0, 310.0)),
        series("Spesialisthelsetjenesten", YEARS, (420.0, 400.0, 390.0, 510.0, 380.0, 300.0, 250.0, -20.0)),
    ),
    Scale(text("Avtalte legeårsverk, netto endring")),
)
TILTAK = Panel(
    tuple(
        series(name, (2020.0, 2021.0, 2022.0, 2023.0, 2024.0), values)
        for name, values in (
            ("Styrket basistilskudd", (233.0, 308.0, 513.0, 993.0, 1100.0)),
            ("ALIS", (120.0, 150.0, 200.0, 230.0, 260.0)),
            ("ALIS-kontor", (25.0, 26.0, 27.0, 30.0, 31.0)),
        )
    ),
    Scale(text("Millioner 2024-kroner")),
)
DIAGNOSER = {
    0.0: text("Muskel og skjelett"), 1.0: text("Luftveier"),
    2.0: text("Psykisk, herunder rus og avhengighet"), 3.0: text("Hjerte og kar"),
}  # fmt: skip
KONSULTASJONER = Panel(
    (
        series("Fastlege", DIAGNOSER, (21.0, 14.0, 9.0, 7.0)),
        series("Legevakt", DIAGNOSER, (8.0, 22.0, 11.0, NONE)),
    ),
    Scale(text("Prosent av konsultasjonene"), percent=True),
)
