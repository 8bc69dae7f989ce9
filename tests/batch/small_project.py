"""A project of two small surveys, a chapter of each, and a plan: what a build needs, in a second."""

from pathlib import Path

import nbformat
from made_notebook import notebook
from svarbenk.batch import Inputs
from svarbenk.codebook import DataFolder

BOOK = """\
codebook: {name}
version: 1
title: {{nb: {title}}}
source: {{nb: Egen undersøkelse}}
unit: {{one: {{nb: svar}}, many: {{nb: svar}}}}
waves:
  - {{id: I, label: {{nb: våren 2025, en: spring 2025}}, aliases: ["2025"], field_period: {{start: 2025-03-01}}}}
  - {{id: II, label: {{nb: våren 2026, en: spring 2026}}, field_period: {{start: 2026-03-01}}}}
reply: {{id: {{variable: id, header: Id}}}}
questions:
  - id: rolle
    kind: single
    background: true
    text: {{nb: Hva er din rolle?}}
    label: {{nb: Rolle, en: Role}}
    variable: rolle
    categories:
      - {{id: lege, nb: Lege, en: Doctor}}
      - {{id: leder, nb: Leder}}
      - {{id: annet, nb: Noe annet}}
      - {{id: vet_ikke, nb: Vet ikke, is: dont_know}}
    merges: {{ansatt: {{nb: Lege eller leder, of: [lege, leder]}}}}
  - id: {question}
    kind: ordinal
    text: {{nb: Hva synes du?}}
    variable: svar
    categories: [{{id: ja, nb: Ja}}, {{id: nei, nb: Nei}}]
"""
PARAMETERS = """\
data = ""  # datamappen
waves = []  # rundene
where = ""  # utvalget
threshold = 0  # skjul under
language = "nb"  # nb eller en"""
CHAPTERS = {"01-trivsel": ("trivsel", "trives"), "02-kurs": ("kurs", "laert")}


def make_project(folder: Path) -> Path:
    """Make the project, with its data in ``data/``; return its folder."""
    plans = folder / "reports" / "plans"
    plans.mkdir(parents=True)
    write_plan(folder, "serie")
    for chapter, (survey, question) in CHAPTERS.items():
        write_chapter(folder, chapter, survey, question)
        raw = folder / "data" / "raw" / survey
        (folder / "data" / "codebooks").mkdir(parents=True, exist_ok=True)
        (folder / "data" / "published").mkdir(exist_ok=True)
        book = BOOK.format(name=survey, title=survey.capitalize(), question=question)
        (folder / "data" / "codebooks" / f"{survey}.yaml").write_text(book, encoding="utf-8")
        for place, wave in enumerate(("I", "II")):
            (raw / wave).mkdir(parents=True)
            rows = [
                (number, ("Lege", "Leder", "Noe annet")[number % 3], ("Ja", "Nei")[(number + place) % 2])
                for number in range(1, 61)
            ]
            text = "".join(f"{number};{rolle};{svar}\n" for number, rolle, svar in rows)
            (raw / wave / f"{survey}.csv").write_text(f"id;rolle;svar\n{text}", encoding="windows-1252")
    return folder


def write_plan(folder: Path, name: str, more: str = "", chapters: tuple[str, ...] = tuple(CHAPTERS)) -> Path:
    """Write a plan; ``more`` are its further lines."""
    path = folder / "reports" / "plans" / f"{name}.yaml"
    listed = "".join(f"  - notebook: liten/{chapter}.ipynb\n" for chapter in chapters)
    path.write_text(
        f"plan: {name}\ntitle: {{nb: Liten rapport, en: Small report}}\n{more}chapters:\n{listed}", encoding="utf-8"
    )
    return path


def write_chapter(folder: Path, chapter: str, survey: str, question: str, *more: tuple) -> None:
    """Write a chapter about a question of a survey; ``more`` are cells after it."""
    (folder / "notebooks" / "liten").mkdir(parents=True, exist_ok=True)
    made = notebook(
        ("markdown", f"# {chapter[1]} Om {survey}"),
        ("code", PARAMETERS, ["parameters"]),
        (
            "code",
            f"import svarbenk as sb\n\n"
            f'valg = {{"data": data, "waves": waves, "where": where, "threshold": threshold}}\n'
            f'svar = sb.open_survey("{survey}", language=language, **valg)\nkap = sb.Chapter("{chapter[1]}", svar)\n'
            f'tabell = svar.table("{question}", by="runde")\nkap.let(ja=tabell.count("ja"))',
        ),
        ("markdown", "Til sammen {ja} sier ja."),
        ("code", f'kap.table("{chapter[1]}-1", tabell)'),
        *more,
    )
    nbformat.write(made, folder / "notebooks" / "liten" / f"{chapter}.ipynb")


def inputs_of(folder: Path) -> Inputs:
    """Return the inputs of the project in ``folder``."""
    return Inputs(DataFolder(folder / "data"), folder)
