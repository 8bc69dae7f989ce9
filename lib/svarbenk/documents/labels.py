"""The few words that the writers add themselves, in Norwegian and English.

Everything else in a report arrives worded in the results model; these are the signposts around it.
"""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Labels:
    """Signposts in one language; ``locale`` is the tag that documents declare."""

    locale: str
    contents: str
    chapters: str
    sections: str
    tables: str
    figures: str
    note: str
    source: str
    synthetic: str
    synthetic_banner: str
    protection: str
    about: str
    downloads: str
    skip: str
    previous: str
    following: str
    front_page: str
    scroll: str
    sheet: str
    back: str
    page: str
    of: str
    question: str
    base: str
    unit: str
    test: str
    counts: str
    percent: str
    n: str
    suppressed: str
    word: str
    pdf: str
    excel: str
    manifest: str
    search: str
    search_button: str
    search_hint: str
    search_script: str
    found_none: str
    found_one: str
    found_many: str
    more: str
    kind_chapter: str
    kind_heading: str
    kind_figure: str
    kind_table: str
    kind_prose: str
    site: str
    figure_list: str
    table_list: str
    behind: str
    behind_table: str
    files: str
    sheet_named: str
    here: str
    traced: str
    traced_intro: str
    written: str
    exact: str
    taken_from: str
    computed_as: str
    near: str
    notebook: str
    numbers_sheet: str
    place: str
    method: str
    sources: str
    made_of: str
    months: tuple[str, ...]


_NORWEGIAN = Labels(
    locale="nb-NO",
    contents="Innhold",
    chapters="Kapitler",
    sections="avsnitt",
    tables="Tabeller",
    figures="Figurer",
    note="Merk",
    source="Kilde",
    synthetic="Syntetiske data",
    synthetic_banner="Tallene er laget for å prøve ut rapporten. De beskriver ingen virkelige svar.",
    protection="Personvern",
    about="Om rapporten",
    downloads="Last ned",
    skip="Hopp til innholdet",
    previous="Forrige",
    following="Neste",
    front_page="Forsiden",
    scroll="kan rulles sidelengs",
    sheet="Tallene i Excel, ark",
    back="Til innholdet",
    page="Side",
    of="av",
    question="Spørsmål",
    base="Base",
    unit="Enhet",
    test="Test",
    counts="Antall",
    percent="Prosent",
    n="n",
    suppressed="«:» betyr at tallet er skjermet av hensyn til personvernet.",
    word="Word-dokument",
    pdf="PDF",
    excel="Tall i Excel",
    manifest="Manifest (JSON)",
    search="Søk i rapporten",
    search_button="Søk",
    search_hint="Ord fra overskrifter, figurer, tabeller, spørsmål og tekst.",
    search_script="Søket trenger JavaScript. Bruk innholdsfortegnelsen, figurlisten eller tabellisten.",
    found_none="Ingen treff på «{q}». Prøv færre eller kortere ord.",
    found_one="1 treff på «{q}»",
    found_many="{n} treff på «{q}»",
    more="Vis flere treff",
    kind_chapter="Kapittel",
    kind_heading="Overskrift",
    kind_figure="Figur",
    kind_table="Tabell",
    kind_prose="Tekst",
    site="Rapporten",
    figure_list="Figurliste",
    table_list="Tabelliste",
    behind="Tallene bak",
    behind_table="Spørsmål, base og test bak",
    files="Last ned",
    sheet_named="Ark «{sheet}» i",
    here="Figurer og tabeller i kapitlet",
    traced="Tallgrunnlag",
    traced_intro="Tallene i teksten er satt inn av beregningene. Her står hvert av dem med alle sifrene og "
    "hvor det er hentet fra.",
    written="I teksten",
    exact="Nøyaktig",
    taken_from="Hentet fra",
    computed_as="Regnet ut i kapitlets notatbok som",
    near="nærmest",
    notebook="Notatboken",
    numbers_sheet="Tall i teksten",
    place="Sted",
    method="Slik er tallene laget",
    sources="Datakilder",
    made_of="Bygget av",
    months=(
        *("januar", "februar", "mars", "april", "mai", "juni"),
        *("juli", "august", "september", "oktober", "november", "desember"),
    ),
)

_ENGLISH = Labels(
    locale="en-GB",
    contents="Contents",
    chapters="Chapters",
    sections="sections",
    tables="Tables",
    figures="Figures",
    note="Note",
    source="Source",
    synthetic="Synthetic data",
    synthetic_banner="The numbers were made to try the report out. They describe no real answers.",
    protection="Privacy",
    about="About this report",
    downloads="Download",
    skip="Skip to content",
    previous="Previous",
    following="Next",
    front_page="Front page",
    scroll="scrolls sideways",
    sheet="The numbers in Excel, sheet",
    back="To the contents",
    page="Page",
    of="of",
    question="Question",
    base="Base",
    unit="Unit",
    test="Test",
    counts="Count",
    percent="Per cent",
    n="n",
    suppressed="“:” means that the number is withheld to protect privacy.",
    word="Word document",
    pdf="PDF",
    excel="Numbers in Excel",
    manifest="Manifest (JSON)",
    search="Search the report",
    search_button="Search",
    search_hint="Words from headings, figures, tables, questions and text.",
    search_script="The search needs JavaScript. Use the contents or the lists of figures and tables.",
    found_none="Nothing found for “{q}”. Try fewer or shorter words.",
    found_one="1 result for “{q}”",
    found_many="{n} results for “{q}”",
    more="Show more results",
    kind_chapter="Chapter",
    kind_heading="Heading",
    kind_figure="Figure",
    kind_table="Table",
    kind_prose="Text",
    site="The report",
    figure_list="List of figures",
    table_list="List of tables",
    behind="The numbers behind",
    behind_table="Question, base and test behind",
    files="Download",
    sheet_named="Sheet “{sheet}” in",
    here="Figures and tables in this chapter",
    traced="Sources of the numbers",
    traced_intro="The numbers in the text were put there by the computations. Each stands here with all its digits "
    "and where it was taken from.",
    written="In the text",
    exact="Exact",
    taken_from="Taken from",
    computed_as="Computed in the chapter’s notebook as",
    near="nearest",
    notebook="The notebook",
    numbers_sheet="Numbers in the text",
    place="Place",
    method="How the numbers were made",
    sources="Data sources",
    made_of="Built from",
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
)

_BY_LANGUAGE = {"nb": _NORWEGIAN, "en": _ENGLISH}


def labels_for(language: str) -> Labels:
    """Hand out the signposts in ``nb`` or ``en``."""
    return _BY_LANGUAGE[language]


def worded_date(date: str, language: str) -> str:
    """Write an ISO date in words; a date that is worded already comes back as it is.

    Parameters
    ----------
    date : str
        Such as ``2026-11-22``.
    language : str
        ``nb`` or ``en``.

    Returns
    -------
    str
        Such as ``22. november 2026``, with hard spaces.
    """
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return date
    dot = "." if language == "nb" else ""
    return f"{day.day}{dot}\N{NO-BREAK SPACE}{labels_for(language).months[day.month - 1]} {day.year}"


def moment(date: str) -> datetime.datetime:
    """Make the one moment that a document's metadata carry, so that equal reports give equal bytes.

    Parameters
    ----------
    date : str
        The report's date. If it is not ISO, the earliest moment that a zip file can hold stands in.

    Returns
    -------
    datetime.datetime
        Midnight UTC of that day.
    """
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        day = datetime.date(1980, 1, 1)
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)


def with_prefix(prefix: str, text: str) -> str:
    """Put «Kilde: » or «Merk: » before a line, unless its author already did."""
    return text if text.casefold().startswith(prefix.casefold()) else f"{prefix}: {text}"
