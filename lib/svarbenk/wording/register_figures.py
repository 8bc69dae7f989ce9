"""Words under register figures: printed quantities, what is printed and what not, what an extract says otherwise."""

from collections.abc import Sequence

from svarbenk.codebook import Language
from svarbenk.wording.captions import figure_label
from svarbenk.wording.numbers import HARD_SPACE, listed, number

_ABOUT = {
    "i overkant av": "just over", "i underkant av": "just under", "litt over": "a little over",
    "litt under": "a little under", "om lag": "about", "omtrent": "about", "omkring": "about", "rundt": "about",
    "nesten": "nearly", "nærmere": "nearly", "over": "over", "under": "under", "minst": "at least", "høyst": "at most",
    "mer enn": "more than", "flere enn": "more than", "mindre enn": "less than", "færre enn": "fewer than", "<": "<",
    ">": ">",
}  # fmt: skip
_UNITS = {
    "prosent": ("prosent", "per cent"),
    "mrd. kr": ("milliarder kroner", "billion kroner"),
    "mill. kr": ("millioner kroner", "million kroner"),
    "mrd. 2024-kr": ("milliarder 2024-kroner", "billion 2024 kroner"),
    "mill. 2024-kr": ("millioner 2024-kroner", "million 2024 kroner"),
    "kr": ("kroner", "kroner"),
    "2020-kr": ("2020-kroner", "2020 kroner"),
}


def roughly(printed: str, language: Language = "nb") -> str:
    """Return what stands before a printed number: «om lag», in English “about”; nothing before an exact one.

    Parameters
    ----------
    printed : str
        The number as printed, such as «om lag 350».
    language : str
        «nb» or «en».
    """
    plain = " ".join(printed.split())
    for word, english in _ABOUT.items():
        if plain.casefold().startswith(word):
            return word if language == "nb" else english
    return ""


def quantity(
    value: float, decimals: int, unit: str = "", printed: str = "", language: Language = "nb", *, bare: bool = False
) -> str:
    """Return a printed number in words: «om lag 350», «rundt 70 prosent», «p < 0,001».

    Parameters
    ----------
    value : float
        The number.
    decimals : int
        As it was printed.
    unit : str
        Of the ledger; money and per cent are written out, «p» stands before the number, others are left out.
    printed : str
        The text it was read from, for what stands before it.
    language : str
        «nb» or «en».
    bare : bool
        Whether to leave the unit out.
    """
    before = roughly(printed, language)
    shown = number(value, language, decimals)
    if unit == "p":
        return f"p{HARD_SPACE}{before or '='}{HARD_SPACE}{shown}"
    after = "" if bare else _UNITS.get(unit, ("", ""))[language == "en"]
    return HARD_SPACE.join(part for part in (before.replace(" ", HARD_SPACE), shown, after) if part)


def runs(years: Sequence[str], language: Language = "nb") -> str:
    """Return years with those in a row joined: «2017–2019, 2022 og 2024».

    Parameters
    ----------
    years : sequence of str
        In order; what is no year stands by itself.
    language : str
        «nb» or «en».
    """
    parts: list[list[str]] = []
    for year in years:
        if parts and year.isdigit() and parts[-1][-1].isdigit() and int(year) == int(parts[-1][-1]) + 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    told: list[str] = []
    for part in parts:
        told += [f"{part[0]}–{part[-1]}"] if len(part) > 2 else part
    return listed(told, language)


def printed_note(
    parts: Sequence[tuple[str, str]], whole: bool, language: Language = "nb", *, years: bool = True
) -> str:
    """Say for which years a series is printed: «Trykt for 2017 og 2024; serien for øvrige år er ikke trykt.».

    Parameters
    ----------
    parts : sequence of (str, str)
        Series and years; one part without a name where all series have the same.
    whole : bool
        Whether that is all of the axis.
    language : str
        «nb» or «en».
    years : bool
        Whether the axis is of years.
    """
    parts = [(name, years) for name, years in parts if years]
    if whole or not parts:
        return ""
    if len(parts) == 1 and not parts[0][0]:
        if language == "en":
            rest = "the series is not printed for other years" if years else "the rest of the series is not printed"
            return f"Printed for {parts[0][1]}; {rest}."
        rest = "serien for øvrige år er ikke trykt" if years else "resten av serien er ikke trykt"
        return f"Trykt for {parts[0][1]}; {rest}."
    told = "; ".join(f"{name} {years}" for name, years in parts)
    if language == "en":
        return f"Printed: {told}. Nothing else of the series is printed."
    return f"Trykt: {told}. Resten av seriene er ikke trykt."


def computed_note(parts: Sequence[tuple[str, str]], language: Language = "nb") -> str:
    """Say which points are reckoned from printed numbers: «Regnet ut av trykte tall: Slutter 2024.».

    Parameters
    ----------
    parts : sequence of (str, str)
        Series and places; without places it is all of the series.
    language : str
        «nb» or «en».
    """
    if not parts:
        return ""
    told = "; ".join(f"{name} {places}".strip() for name, places in parts)
    return f"{'Computed from printed numbers' if language == 'en' else 'Regnet ut av trykte tall'}: {told}."


def rough_note(language: Language = "nb") -> str:
    """Say what hollow symbols are: numbers that are only printed roughly, or of a whole period."""
    if language == "en":
        return "Hollow symbols and bands are numbers printed as approximate, as a limit, or of a whole period."
    return "Åpne symboler og felt er tall som er trykt omtrentlig, som grense eller samlet for et tidsrom."


def contradiction(what: str, printed: str, computed: str, language: Language = "nb") -> str:
    """Say that a printed number is another than printed numbers give.

    Parameters
    ----------
    what : str
        What is counted, as it stands in a sentence.
    printed, computed : str
        The number as printed, and as the others have it.
    language : str
        «nb» or «en».
    """
    if language == "en":
        return f"The text of the report gives {printed} for {what}; other printed numbers give {computed}."
    return f"Teksten i rapporten oppgir {printed} for {what}; andre trykte tall gir {computed}."


def deviation_note(parts: Sequence[tuple[str, str, str]], more: int = 0, language: Language = "nb") -> str:
    """Say where an extract has other numbers than print: «Uttrekket avviker fra det trykte: Startet 2022: 470 (466).».

    Parameters
    ----------
    parts : sequence of (str, str, str)
        Series and time, the extract's number, the printed one.
    more : int
        How many more there are.
    language : str
        «nb» or «en».
    """
    if not parts:
        return ""
    told = "; ".join(
        f"{name}: {value} ({'printed' if language == 'en' else 'trykt'} {old})" for name, value, old in parts
    )
    if more:
        told += f"; {'and' if language == 'en' else 'og'} {more} {'more' if language == 'en' else 'til'}"
    return f"{'The extract differs from print' if language == 'en' else 'Uttrekket avviker fra det trykte'}: {told}."


def agreement_note(points: int, language: Language = "nb") -> str:
    """Say that an extract has the printed numbers; ``points`` is how many were held against it."""
    if not points:
        return ""
    if language == "en":
        return (
            f"The extract agrees with all {number(points, language)} printed numbers."
            if points > 1
            else "The extract agrees with the one printed number."
        )
    return (
        f"Uttrekket stemmer med alle {number(points, language)} trykte tall."
        if points > 1
        else "Uttrekket stemmer med det ene trykte tallet."
    )


def extract_source(source: str, file: str, rows: int, language: Language = "nb") -> str:
    """Return the source line of a figure that is drawn from an extract.

    Parameters
    ----------
    source : str
        The register.
    file : str
        The extract's file, without its folder.
    rows : int
        How many rows it has.
    language : str
        «nb» or «en».
    """
    if language == "en":
        return f"{source}. The evaluators’ extract {file} ({number(rows, language)} rows)."
    return f"{source}. Evaluators uttrekk {file} ({number(rows, language)} rader)."


def print_source(source: str, publisher: str, year: int, tables: Sequence[str], language: Language = "nb") -> str:
    """Return the source line of a figure that is drawn from print.

    Parameters
    ----------
    source : str
        The register.
    publisher : str
        Who printed the numbers.
    year : int
        When.
    tables : sequence of str
        Tables and lines of text that they stand in, worded.
    language : str
        «nb» or «en».
    """
    where = listed(tables, language)
    if language == "en":
        return f"{source}. Numbers as printed by {publisher.replace(' og ', ' and ')} ({year}): {where}."
    return f"{source}. Tall som trykt av {publisher} ({year}): {where}."


def not_drawn_note(label: str, title: str, language: Language = "nb") -> str:
    """Say that a figure cannot be drawn: nothing of it is printed.

    Parameters
    ----------
    label : str
        The figure's number, without the word.
    title : str
        Its title.
    language : str
        «nb» or «en».
    """
    head = f"{figure_label(label, language)}: {title}."
    if language == "en":
        return (
            f"{head} The figure is a picture in the report and none of its points are printed, so it is not drawn here."
        )
    return f"{head} Figuren er et bilde i rapporten, og ingen av punktene er trykt; den er derfor ikke tegnet her."


def extract_hint(file: str, language: Language = "nb") -> str:
    """Say which extract would draw the whole figure, and that its columns are documented; ``file`` is its name."""
    if language == "en":
        return f"It is drawn when the extract {file} is put in data/raw/register (columns: docs/registeruttrekk.md)."
    return f"Den tegnes når uttrekket {file} legges i data/raw/register (kolonnene: docs/registeruttrekk.md)."


def unfilled_note(file: str, language: Language = "nb") -> str:
    """Say that an extract is there, but has no rows yet; ``file`` is its name."""
    if language == "en":
        return f"The extract {file} is in data/raw/register, but has no rows yet."
    return f"Uttrekket {file} ligger i data/raw/register, men har ingen rader ennå."


_WORDS = {
    "measure": ("Tiltak", "Measure"),
    "begins": ("Fra", "From"),
    "ends": ("Til", "To"),
    "year": ("år", "year"),
    "lines": ("Linjer i tekstuttrekket", "Lines of the extracted text"),
    "tenth": ("tidel", "tenth"),
    "tenths": (
        "Rader som er én kommune eller én lege, vises ikke enkeltvis: søylene er gjennomsnitt i hver tidel etter {x}.",
        "Rows of one municipality or doctor are not shown one by one: columns are means in each tenth by {x}.",
    ),
    "few": (
        "Uttrekket har for få rader til å vises i grupper på minst {n}; bare sammenhengen er oppgitt.",
        "The extract has too few rows to be shown in groups of at least {n}; only the correlation is given.",
    ),
}


def word(name: str, language: Language = "nb", **values: str) -> str:
    """Return one of the fixed words or sentences of register figures.

    Parameters
    ----------
    name : str
        measure, begins, ends, year, lines, tenth, tenths or few.
    language : str
        «nb» or «en».
    **values
        What stands in its braces.
    """
    return _WORDS[name][language == "en"].format(**values)


def places(cells: Sequence[tuple[str, int]], language: Language = "nb") -> list[str]:
    """Return where printed numbers stand: «tabell 3-1», «teksten».

    Parameters
    ----------
    cells : sequence of (str, int)
        Table and line of each; the table «tekst» is the running text.
    language : str
        «nb» or «en».
    """
    tables = list(dict.fromkeys(table for table, _ in cells))
    told = []
    for table in sorted(tables, key=lambda name: name == "tekst"):
        if table == "tekst":
            told.append("the text" if language == "en" else "teksten")
        else:
            kind, _, number_ = table.partition(" ")
            english = {"Tabell": "table", "Figur": "figure"}.get(kind, kind)
            told.append(f"{english if language == 'en' else kind.lower()}{HARD_SPACE}{number_}")
    return told
