"""Writes a report when its chapters have run: in a process of its own, so that other chapters go on meanwhile.

Nothing that runs notebooks is imported here.
"""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat

from svarbenk.batch import manifest, places
from svarbenk.batch.plan import Plan
from svarbenk.batch.reading import read_document
from svarbenk.documents import ChapterDocument, Report, write_all
from svarbenk.wording import method_statement, protection_statement
from svarbenk.workbench import by_itself


@dataclass(frozen=True)
class WrittenChapter:
    """A chapter that has run: where its executed notebook is, how long it took, and its parameters."""

    slug: str
    notebook: Path
    seconds: float
    parameters: dict[str, Any]


@dataclass(frozen=True)
class Order:
    """What to write: the report, its name in file names, what is known of it, its chapters, and where it goes."""

    plan: Plan
    slug: str
    key: str
    facts: dict[str, Any]
    chapters: tuple[WrittenChapter, ...]
    out: Path
    template: Path | None
    started: datetime


def write_report(order: Order) -> dict[str, Any]:
    """Write a report and put it in its place, whole or not at all.

    Parameters
    ----------
    order : Order
        What to write.

    Returns
    -------
    dict
        The manifest, as written.

    Raises
    ------
    InputError
        If the report cannot be laid out, or ``out`` is something else than a report.
    """
    places.refuse_foreign(order.out)
    made = places.beside(order.out)
    try:
        folder = made / places.MADE
        (folder / "kapitler").mkdir(parents=True)
        documents = []
        for chapter in order.chapters:
            target = folder / "kapitler" / f"{chapter.slug}.ipynb"
            shutil.copyfile(chapter.notebook, target)
            executed = nbformat.read(target, as_version=4)
            documents.append(read_document(executed, chapter.slug, order.plan.language))
        facts = dict(order.facts)
        report = _report(order, documents)
        write_all(report, folder, order.template, formats=order.plan.formats)
        facts["key"] = order.key
        facts["synthetic"] = report.synthetic
        facts["built"] = order.started.isoformat(timespec="seconds")
        facts["chapters"] = [
            {
                "chapter": chapter.slug,
                "title": document.title,
                "status": "ok",
                "seconds": round(chapter.seconds, 2),
                "parameters": chapter.parameters,
            }
            for chapter, document in zip(order.chapters, documents, strict=True)
        ]
        facts["files"] = {
            path.relative_to(folder).as_posix(): manifest.fingerprint(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        manifest.write(facts, folder / manifest.NAME)
        places.put_in_place(made, order.out)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return facts


def _report(order: Order, documents: list[ChapterDocument]) -> Report:
    plan, facts, started = order.plan, order.facts, order.started
    language = plan.language
    nb = language == "nb"
    commit = (facts["git"] or {}).get("commit", "")[:10]
    lines = [
        ("Bygget" if nb else "Built", f"{started:%d.%m.%Y}" if nb else f"{started:%d %B %Y}"),
        ("svarbenk", facts["packages"].get("svarbenk", "") + (f" ({commit})" if commit else "")),
        ("Python", facts["python"]),
        *(
            (("Kodebok" if nb else "Codebook"), f"{survey}, {'versjon' if nb else 'version'} {number}")
            for survey, number in facts["codebooks"].items()
        ),
        *(
            (("Svar" if nb else "Answers"), f"{name} (sha256 {digest[:12]})")
            for name, digest in facts["inputs"].items()
            if name.startswith("raw/")
        ),
    ]
    return Report(
        slug=order.slug,
        title=plan.title.to(language),
        subtitle=plan.subtitle.to(language) if plan.subtitle else "",
        language=language,
        date=started.date().isoformat(),
        protection=protection_statement(plan.threshold, language, alone=by_itself(plan.parameters.get("where", ""))),
        chapters=tuple(documents),
        facts=tuple(lines),
        method=method_statement(language, synthetic=any(document.synthetic for document in documents)),
    )
