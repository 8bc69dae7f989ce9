"""The columns of every extract as a page for evaluators: ``docs/registeruttrekk.md`` is made from the figures' file."""

from svarbenk.register.extract_cells import expected
from svarbenk.register.figure_definition import ExtractColumn, FigureDefinition, RegisterFigures

_HEAD = """# Registeruttrekk

Registerfigurene er bilder i kilden, så de tegnes av punktene som er trykt. Har du registerdataene, legger du et uttrekk
per figur i `data/raw/register/` (git tar ikke mappen med). Da tegnes hele serien av uttrekket, kildelinjen sier det, og
punkter som avviker fra de trykte, listes under figuren. Rader med én kommune eller én lege vises aldri enkeltvis når
det er satt en grense for skjerming.

Denne siden er laget av `registerfigurer.yaml` med `svarbenk register columns --out docs/registeruttrekk.md`.

```
svarbenk register list            # figurene, uttrekkene og hvilke som finnes
svarbenk register template 4-1    # en tom fil med kolonnene, i data/raw/register/
svarbenk register check           # les uttrekkene som finnes, og hold dem mot de trykte tallene
```

Alle filer er CSV med kolonnenavnene på første linje, i UTF-8 eller Windows-1252, med semikolon eller komma mellom
feltene. Tall skrives som i rapporten: `1 234,5`, `14,5 %`. År er `2024`, kvartal `2023K2`, måned `2024-03`. Kolonnene
kan stå i hvilken rekkefølge som helst, men ingen andre enn disse, og `datakilde` (begynner den med «Syntetisk», merkes
figuren). Tomme celler er tillatt der det står. En fil med bare kolonnenavn regnes som ikke fylt ut: figuren tegnes da
av det som er trykt, og en merknad under den sier det.

Ett uttrekk hører ikke til noen figur: `leger.csv` har én rad for hver liste på hvert tidspunkt, med kolonnene
`tidspunkt` (måned), `lege` (et løpenummer, aldri et navn), `kjonn`, `listetak`, `listelengde` og `basistilskudd`
(kroner i måneden); de fire siste kan være tomme. Av det regner kapittel 3 hvem som ble, kom og sluttet mellom
tidspunktene (`reg.flow`), og kapittel 7 rangstatistikken av basistilskuddet (`reg.ranks`). Uten filen er de to
tabellene ikke med.
"""


def manual(figures: RegisterFigures) -> str:
    """Return the page: every extract with its columns, in bokmål.

    Parameters
    ----------
    figures : RegisterFigures
        The register figures of a report.
    """
    return _HEAD + "".join(_section(figure) for figure in figures.figures if figure.extract)


def _section(figure: FigureDefinition) -> str:
    extract = figure.extract
    assert extract is not None
    lines = [
        "",
        f"## {extract.file}",
        "",
        f"Figur {figure.number}: {figure.title.nb}. Én rad er {extract.rows.nb}.",
        "",
        "| kolonne | innhold | verdier |",
        "|---|---|---|",
        *(f"| `{column.name}` | {column.nb} | {_values(column)} |" for column in extract.columns),
    ]
    return "\n".join(lines) + "\n"


def _values(column: ExtractColumn) -> str:
    if column.kind == "category":
        return ", ".join(f"`{name}` ({label.nb})" for name, label in column.values.items())
    ends = [f"{words} {end:g}" for words, end in (("minst", column.low), ("høyst", column.high)) if end is not None]
    blank = ["kan være tom"] if column.blank else []
    return "; ".join([expected(column), *ends, *blank])
