"""Printed tables of the Helse Nord report (2019), chapter 10, typed in for these tests, as banners."""

from dataclasses import replace

from svarbenk.codebook import Text
from svarbenk.tables import EVERYBODY, Axis, AxisCategory, Banner, CountTable

SVAR = Text(nb="svar", en="replies")
MED_LIS1 = Text(
    nb="svar fra kommuner med LIS1 per 1.1.2019", en="replies from municipalities with LIS1 on 1 January 2019"
)


def axis(id: str, label: tuple[str, str], categories: list[tuple[str, str, str]], *, ordered: bool = False) -> Axis:
    return Axis(
        id,
        Text(nb=label[0], en=label[1]),
        tuple(AxisCategory(name, Text(nb=nb, en=en)) for name, nb, en in categories),
        ordered,
    )


SENTRALITET = axis(
    "sentralitet",
    ("Sentralitet", "Centrality"),
    [(f"niva_{level}", f"Nivå {level}", f"Level {level}") for level in (3, 4, 5, 6)],
    ordered=True,
)
FOLKETALL = axis(
    "folketall",
    ("Folketall", "Population"),
    [
        ("fra_20000", "20 000 innb. eller mer", "20,000 or more"),
        ("fra_10000", "10 000–19 999 innb.", "10,000–19,999"),
        ("fra_5000", "5 000–9 999 innb.", "5,000–9,999"),
        ("fra_2000", "2 000–4 999 innb.", "2,000–4,999"),
        ("under_2000", "Under 2 000 innb.", "Under 2,000"),
    ],
    ordered=True,
)


def counted(counts, rows: Axis, columns: Axis, *, row_n=None, base=None, exclusive=True, synthetic=False) -> CountTable:
    n = [sum(row) for row in counts] if row_n is None else row_n
    total = float(sum(n))
    return CountTable(
        counts, rows, columns, n, total, total, columns.label, SVAR, base, exclusive=exclusive, synthetic=synthetic
    )


def printed(columns: Axis, everybody, sentralitet, folketall, **about) -> Banner:
    return Banner(
        counted([everybody], EVERYBODY, columns, **about),
        (counted(sentralitet, SENTRALITET, columns, **about), counted(folketall, FOLKETALL, columns, **about)),
    )


def ticked(columns: Axis, total, sentralitet, folketall) -> Banner:
    """Make a banner of a question with several ticks; the last number of each row is its n."""

    def part(counts, rows):
        return counted(
            [row[:-1] for row in counts], rows, columns, row_n=[row[-1] for row in counts], exclusive=False
        )  # fmt: skip

    return Banner(part([total], EVERYBODY), (part(sentralitet, SENTRALITET), part(folketall, FOLKETALL)))


def stand_in(banner: Banner) -> Banner:
    return Banner(replace(banner.total, synthetic=True), tuple(replace(each, synthetic=True) for each in banner.by))


# table 10.2
KONKURRANSE = printed(
    axis(
        "konkurranse",
        ("Konkurranse om leger", "Competition for doctors"),
        [("ja", "Ja", "Yes"), ("nei", "Nei", "No"), ("usikker", "Usikker", "Unsure")],
    ),
    [47, 25, 6],
    [[0, 2, 0], [0, 9, 0], [7, 9, 2], [40, 5, 4]],
    [[0, 5, 0], [1, 5, 1], [4, 6, 0], [17, 6, 4], [25, 3, 1]],
)
# table 10.4
LIS1_BIDRAR = printed(
    axis(
        "lis1_bidrar",
        ("LIS1-ordningen bidrar til rekruttering", "LIS1 contributes to recruitment"),
        [
            ("stor", "Stor eller svært stor grad", "Large or very large extent"),
            ("verken_eller", "Verken/eller", "Neither/nor"),
            ("liten", "Liten eller svært liten grad", "Small or very small extent"),
        ],
        ordered=True,
    ),
    [11, 11, 39],
    [[0, 0, 2], [1, 1, 7], [4, 2, 11], [6, 8, 19]],
    [[1, 0, 4], [0, 1, 6], [1, 2, 7], [4, 5, 16], [5, 3, 6]],
    base=MED_LIS1,
)
# table 10.7; everybody's row is printed 9, 2, 4, 11, 49 of 75, and level 6 adds up to 46, not to its printed 36
OMSETNING = printed(
    axis(
        "omsetning_problem",
        ("Problemer med å omsette fastlegepraksiser", "Difficult to sell GP practices"),
        [
            ("stor_grad", "Stor grad", "Large extent"),
            ("middels_grad", "Middels grad", "Medium extent"),
            ("liten_grad", "Liten grad", "Small extent"),
            ("vet_ikke", "Vet ikke", "Don't know"),
            ("ikke_relevant", "Ikke relevant", "Not relevant"),
        ],
    ),
    [9, 2, 4, 11, 49],
    [[0, 0, 0, 2, 0], [6, 0, 0, 1, 2], [1, 0, 3, 2, 12], [2, 2, 1, 6, 35]],
    [[3, 0, 0, 2, 0], [3, 0, 2, 1, 1], [1, 0, 0, 3, 6], [2, 1, 1, 2, 21], [0, 1, 1, 3, 21]],
)
# table 10.17; n of 5 000–9 999 is printed 5, which the seven with legevakt contradict: 10 as in the other tables
SAMARBEID = ticked(
    axis(
        "samarbeid",
        ("Samarbeid med andre kommuner", "Cooperation with other municipalities"),
        [
            ("legevakt", "Legevakt", "Out-of-hours service"),
            ("kad", "Leger i KAD/intermediære tilbud", "Doctors in municipal acute beds"),
            ("smittevern", "Smittevern/folkehelsearbeid o.l.", "Infection control/public health etc."),
            ("kommuneoverlege", "Kommuneoverlege", "Chief municipal medical officer"),
            ("fastlege_dagtid", "Fastlegearbeid på dagtid", "Daytime GP work"),
            ("veiledning_lis", "Veiledning av LIS-leger", "Supervision of LIS doctors"),
        ],
    ),
    [49, 20, 14, 12, 8, 7, 78],
    [[1, 1, 1, 0, 0, 0, 2], [8, 1, 0, 1, 0, 1, 9], [11, 5, 2, 6, 3, 2, 18], [29, 13, 11, 5, 5, 4, 49]],
    [
        [4, 1, 1, 0, 0, 0, 5],
        [6, 1, 1, 2, 1, 2, 7],
        [7, 2, 1, 3, 1, 0, 10],
        [16, 8, 4, 5, 2, 2, 27],
        [17, 8, 7, 2, 4, 3, 29],
    ],
)
# percentages of kinds of practice need not be real here: what is drawn is what the table says
DRIFTSFORM = counted(
    [[62, 11, 9, 14], [49, 21, 16, 13]],
    axis("ar", ("År", "Year"), [("2015", "2015", "2015"), ("2019", "2019", "2019")], ordered=True),
    axis(
        "driftsform",
        ("Driftsform", "Kind of practice"),
        [
            ("naeringsdrift", "Næringsdrift", "Private practice"),
            ("blandet", "Næringsdrift med kommunale tilskudd eller 8.2-avtale", "Private practice with grants"),
            ("fastlonn", "Fastlønn", "Salaried"),
            ("annet", "Vikar eller annet", "Locum or other"),
        ],
    ),
)
