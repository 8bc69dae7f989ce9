"""Counts made up by hand for tests of figures: waves, batteries, options, hours. No answers of anybody."""

from dataclasses import replace

import numpy as np
from svarbenk.codebook import Text
from svarbenk.tables import EVERYBODY, Axis, AxisCategory, CountTable

LEGER = Text(nb="leger", en="doctors")
WAVES = ("I", "II", "III", "IV")
_WHEN = {
    "I": ("januar 2022", "January 2022"),
    "II": ("november 2022", "November 2022"),
    "III": ("desember 2023", "December 2023"),
    "IV": ("november–desember 2024", "November–December 2024"),
    "V": ("januar 2026", "January 2026"),
}
_ENIG = [
    ("helt_uenig", "Helt uenig", "Strongly disagree"),
    ("litt_uenig", "Litt uenig", "Slightly disagree"),
    ("verken_enig_uenig", "Verken enig eller uenig", "Neither agree nor disagree"),
    ("litt_enig", "Litt enig", "Slightly agree"),
    ("helt_enig", "Helt enig", "Strongly agree"),
    ("vet_ikke", "Vet ikke/ikke relevant", "Don't know/not relevant"),
]


def axis(id: str, label: tuple[str, str], categories, *, ordered: bool = False) -> Axis:
    return Axis(
        id, Text(nb=label[0], en=label[1]),
        tuple(AxisCategory(name, Text(nb=nb, en=en)) for name, nb, en in categories), ordered,
    )  # fmt: skip


def waves(*ids: str) -> Axis:
    return axis("runde", ("Runde", "Wave"), [(each, *_WHEN[each]) for each in ids], ordered=True)


def table(counts, rows: Axis, columns: Axis, *, row_n=None, exclusive=True, synthetic=False, grouped=True):
    n = [sum(row) for row in counts] if row_n is None else row_n
    total = float(np.nansum(n))
    return CountTable(
        counts, rows, columns, n, total, total, columns.label, LEGER,
        exclusive=exclusive, synthetic=synthetic, grouped=grouped,
    )  # fmt: skip


def veiled(one: CountTable, *cells: tuple[int, int]) -> CountTable:
    """Hide cells, as protection does."""
    hidden = np.zeros(one.shape, bool)
    for cell in cells:
        hidden[cell] = True
    return replace(one, counts=np.where(hidden, np.nan, one.counts), hidden=hidden)


def item(id: str, nb: str, en: str, counts, rows: Axis | None = None, **about) -> CountTable:
    """One item of a battery: how much people agree, by wave."""
    return table(counts, rows or waves("I", "IV"), axis(id, (nb, en), _ENIG, ordered=True), **about)


OM_5_AR = table(
    [[230, 178, 219, 239, 245], [152, 121, 161, 188, 289], [92, 80, 114, 151, 307], [77, 81, 128, 188, 504]],
    waves(*WAVES),
    axis(
        "fastlege_om_5_ar", ("Fastlege om 5 år", "GP in 5 years"),
        [
            ("svaert_usannsynlig", "Svært usannsynlig", "Very unlikely"),
            ("litt_usannsynlig", "Litt usannsynlig", "Slightly unlikely"),
            ("verken_eller", "Verken/eller", "Neither/nor"),
            ("litt_sannsynlig", "Litt sannsynlig", "Slightly likely"),
            ("svaert_sannsynlig", "Svært sannsynlig", "Very likely"),
        ],
        ordered=True,
    ),
)  # fmt: skip
STARS = {"II": "***", "III": "***", "IV": "***"}

JOBB = table(
    [
        [612, 205, 340, 88, 41, 120, 37, 15, 60, 22, 9, 4],
        [571, 318, 301, 120, 0, 98, 52, 11, 80, 19, 14, 3],
    ],
    waves("I", "IV"),
    axis(
        "jobb_etter_lis1", ("Ønsket jobb etter LIS1", "Wanted job after LIS1"),
        [
            ("lis_sykehus", "LIS2/LIS3 ved sykehus (somatikk)", "LIS2/LIS3 in hospital (somatic)"),
            ("fastlege", "Fastlege, herunder ALIS (lege i spesialisering til allmennmedisin)", "GP, ALIS included"),
            ("psykiatri", "LIS i psykisk helsevern og rusbehandling", "LIS in mental health"),
            ("forskning", "Forskning og/eller undervisning", "Research or teaching"),
            ("kommunelege", "Kommunelege eller samfunnsmedisiner", "Municipal doctor"),
            ("vikar", "Vikar", "Locum"),
            ("legevakt", "Legevaktlege", "Out-of-hours doctor"),
            ("privat", "Privat helsetjeneste", "Private health service"),
            ("utlandet", "Lege i utlandet", "Doctor abroad"),
            ("bedrift", "Bedriftslege", "Occupational doctor"),
            ("ikke_lege", "Noe annet enn lege", "Something other than doctor"),
            ("annet", "Annet", "Other"),
        ],
    ),
    row_n=[1063, 940], exclusive=False,
)  # fmt: skip
JOBB_STARS = {
    ("IV", "fastlege"): "***",
    ("IV", "psykiatri"): "*",
    ("IV", "kommunelege"): "***",
    ("IV", "utlandet"): "**",
}

PASTANDER = (
    item("krevende", "Arbeidsmengden er krevende", "The workload is demanding",
         [[20, 41, 60, 310, 720, 12], [35, 60, 71, 330, 480, 8]]),
    item("tilskudd",
         "Kommunen legger til rette for at legekontoret kan utvikle et tverrfaglig tilbud til innbyggerne på listen",
         "The municipality makes it possible for the practice to develop an interdisciplinary service",
         [[410, 280, 190, 120, 40, 100], [260, 250, 230, 160, 80, 30]]),
    item("nye", "Økt basistilskudd gjør det enklere å rekruttere", "Higher grants make recruiting easier",
         [[0, 0, 0, 0, 0, 0], [51, 90, 240, 320, 260, 24]]),
)  # fmt: skip
PASTANDER_STARS = {("krevende", "IV"): "***", ("tilskudd", "IV"): "**"}

ARBEIDSTID = table(
    [
        [35, 60, 120, 260, 300, 190, 110, 66],
        [30, 66, 140, 240, 220, 130, 60, 35],
        [28, 60, 130, 210, 190, 90, 40, 18],
        [40, 80, 170, 290, 230, 110, 45, 20],
    ],
    waves(*WAVES),
    axis(
        "timer_i_alt", ("Arbeidstid i alt", "Total working time"),
        [
            (f"t{start}", nb, en)
            for start, nb, en in (
                (0, "Under 30", "Under 30"), (30, "30–37,4", "30–37.4"), (37, "37,5–44,9", "37.5–44.9"),
                (45, "45–49,9", "45–49.9"), (50, "50–59,9", "50–59.9"), (60, "60–69,9", "60–69.9"),
                (70, "70–79,9", "70–79.9"), (80, "80 eller mer", "80 or more"),
            )
        ],
        ordered=True,
    ),
)  # fmt: skip
ALLE = EVERYBODY


def battery(items=PASTANDER, row: int = 1, **about) -> CountTable:
    """The items of a battery in the rows, of one wave."""
    rows = Axis("pastander", Text(nb="Påstander", en="Statements"),
                tuple(AxisCategory(each.columns.id, each.columns.label) for each in items))  # fmt: skip
    return table([each.counts[row] for each in items], rows, items[0].columns, grouped=False, **about)
