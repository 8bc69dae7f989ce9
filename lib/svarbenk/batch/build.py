"""Builds a report: runs its chapters, writes the documents, and puts the whole in place or nothing."""

import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from svarbenk.batch import manifest
from svarbenk.batch.chapters import Finished, Progress, run_chapters
from svarbenk.batch.plan import Plan, default_parameters
from svarbenk.codebook import DataFolder, read_codebook
from svarbenk.documents import Report, open_template, write_all
from svarbenk.errors import InputError
from svarbenk.responses import refresh
from svarbenk.wording import method_statement, protection_statement


def build(
    plan: Plan,
    project: Path,
    out: Path,
    data: DataFolder,
    *,
    progress: Progress | None = None,
    timeout: int = 600,
    jobs: int = 0,
) -> dict[str, Any]:
    """Build a report into a folder.

    Parameters
    ----------
    plan : Plan
        The report.
    project : Path
        The project's folder.
    out : Path
        The finished report: ``index.html``, ``kapitler/``, Word, PDF, ``figurdata.xlsx``, ``manifest.json``.
        It is replaced when everything has succeeded; until then, and after a failure, the old one stays.
    data : DataFolder
        Where the answers are; given to each chapter.
    progress : callable, optional
        Called with (what is going on, steps done, steps in all).
    timeout : int
        Seconds that one cell may take.
    jobs : int
        How many chapters run at once; 0 is one a processor.

    Returns
    -------
    dict
        The manifest, as written.

    Raises
    ------
    BuildFailed
        If a chapter fails: names chapter, cell and error.
    InputError
        If answers are missing or ``out`` is a folder of something else.
    """
    tell = progress or (lambda what, done, total: None)
    for survey in plan.surveys:
        # once, rather than in every kernel
        if refresh(codebook := read_codebook(survey, data), data):
            tell(f"vasket {codebook.id}", 0, len(plan.chapters) + 1)
    facts = manifest.gather(plan, project, data)
    started = datetime.now(UTC)
    out.parent.mkdir(parents=True, exist_ok=True)
    _refuse_foreign(out)
    template = project / "reports" / plan.template if plan.template else None
    if template:
        # found out now, and not when all chapters have run
        open_template(template, "nb-NO")
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as beside:
        folder = Path(beside) / "rapport"
        (folder / "kapitler").mkdir(parents=True)
        total = len(plan.chapters) + 1
        finished = run_chapters(
            plan, project, folder / "kapitler", data, jobs=jobs or os.cpu_count() or 1, timeout=timeout, tell=tell
        )
        tell("dokumentene", total - 1, total)
        report = _report(plan, finished, facts, started)
        write_all(report, folder, template)
        facts["synthetic"] = report.synthetic
        facts["built"] = started.isoformat(timespec="seconds")
        facts["chapters"] = [
            {
                "chapter": each.ran.document.slug,
                "title": each.ran.document.title,
                "status": "ok",
                "seconds": round(each.ran.seconds, 2),
                "parameters": default_parameters(each.chapter, project) | each.given,
            }
            for each in finished
        ]
        facts["files"] = {
            path.relative_to(folder).as_posix(): manifest.fingerprint(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        manifest.write(facts, folder / "manifest.json")
        _put_in_place(folder, out)
    tell("ferdig", total, total)
    return facts


def _report(plan: Plan, finished: list[Finished], facts: dict[str, Any], started: datetime) -> Report:
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
        slug=plan.plan,
        title=plan.title.to(language),
        subtitle=plan.subtitle.to(language) if plan.subtitle else "",
        language=language,
        date=started.date().isoformat(),
        protection=protection_statement(plan.threshold, language),
        chapters=tuple(each.ran.document for each in finished),
        facts=tuple(lines),
        method=method_statement(language, synthetic=any(each.ran.document.synthetic for each in finished)),
    )


def _refuse_foreign(out: Path) -> None:
    """Never replace a folder that is not an earlier build."""
    if out.is_dir() and any(out.iterdir()) and not (out / "manifest.json").is_file():
        raise InputError(
            f"{out}: mappen finnes og er ikke en tidligere rapport (ingen manifest.json); velg en annen --out"
        )
    if out.exists() and not out.is_dir():
        raise InputError(f"{out}: er en fil; ventet en mappe, eller ingenting")


def _put_in_place(folder: Path, out: Path) -> None:
    old = folder.parent / "forrige"
    if out.exists():
        out.rename(old)
    try:
        folder.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
