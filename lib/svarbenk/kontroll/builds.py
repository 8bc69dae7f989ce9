"""Two builds of a report beside each other: what moved, and what may have moved it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from svarbenk.documents import Report, read_results
from svarbenk.errors import InputError
from svarbenk.kontroll.moved import ChapterChanges, chapter_changes

Cause = Literal["answers", "codebook", "published", "notebook", "parameter", "code", "packages", "other"]


@dataclass(frozen=True)
class Reason:
    """Something that a build rests on and that is another than before.

    ``what`` is the name of the file, parameter or package, ``survey`` and ``chapter`` what it bears on, empty where
    it bears on everything.
    """

    cause: Cause
    what: str
    before: str
    after: str
    survey: str = ""
    chapter: str = ""


@dataclass(frozen=True)
class BuildChanges:
    """What is new from one build to another.

    ``before`` and ``after`` say when each was built, ``added`` and ``removed`` are titles of chapters, ``chapters``
    those that both have and where something is new.
    """

    plan: str
    before: str
    after: str
    reasons: tuple[Reason, ...]
    chapters: tuple[ChapterChanges, ...]
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.chapters or self.added or self.removed)

    def causes(self, chapter: ChapterChanges) -> tuple[Reason, ...]:
        """Return what may have moved a ``chapter``: its own parameters and notebook, its surveys, and the code."""
        return tuple(
            each
            for each in self.reasons
            if each.chapter in {"", chapter.slug} and (not each.survey or each.survey in chapter.surveys)
        )

    def as_dict(self) -> dict[str, Any]:
        """Return everything as one object that JSON can carry."""
        told = asdict(self)
        for chapter, each in zip(told["chapters"], self.chapters, strict=True):
            chapter["causes"] = [asdict(reason) for reason in self.causes(each)]
        return told


def compare_builds(before: Path, after: Path) -> BuildChanges:
    """Compare two builds.

    Parameters
    ----------
    before, after : Path
        Their folders.

    Raises
    ------
    InputError
        If one is no build, or cannot be read.
    """
    reports = [read_results(folder) for folder in (before, after)]
    manifests = [read_manifest(folder) for folder in (before, after)]
    slugs = [{chapter.slug for chapter in report.chapters} for report in reports]
    return BuildChanges(
        manifests[1].get("plan", reports[1].slug),
        *(str(each.get("built", "")) for each in manifests),
        reasons=tuple(_reasons(*manifests)),
        chapters=chapter_changes(*reports),
        added=_titles(reports[1], slugs[0]),
        removed=_titles(reports[0], slugs[1]),
    )


def _titles(report: Report, other: set[str]) -> tuple[str, ...]:
    return tuple(f"{each.number} {each.title}".strip() for each in report.chapters if each.slug not in other)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a build.

    Parameters
    ----------
    folder : Path
        The build.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    file = folder / "manifest.json"
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise InputError(f"{file}: kan ikke leses; ventet mappen til en bygget rapport") from None
    return found if isinstance(found, dict) else {}


def _reasons(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Reason]:
    for what, old, new in _different(before.get("inputs"), after.get("inputs")):
        cause, survey, chapter = _input(what)
        yield Reason(cause, what, _short(old), _short(new), survey, chapter)
    for what, old, new in _different(before.get("codebooks"), after.get("codebooks")):
        yield Reason("codebook", what, f"versjon {old}" if old else "", f"versjon {new}" if new else "", what)
    yield from _parameters(before, after)
    yield from _code(before, after)


def _parameters(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Reason]:
    common = list(_different(before.get("parameters"), after.get("parameters")))
    for what, old, new in common:
        yield Reason("parameter", what, _value(old), _value(new))
    told = {what for what, *_ in common}
    own = [
        {each["chapter"]: each.get("parameters", {}) for each in some.get("chapters", ())} for some in (before, after)
    ]
    for chapter in own[1]:
        if chapter not in own[0]:
            continue
        for what, old, new in _different(own[0][chapter], own[1][chapter]):
            # where the data are is no reason: what is in them has its own fingerprint
            if what not in told and what != "data":
                yield Reason("parameter", what, _value(old), _value(new), chapter=chapter)


def _code(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Reason]:
    commits = [_commit(each.get("git")) for each in (before, after)]
    # files that were changed and not committed may be others in the second build, though the commit is the same
    unsure = any((each.get("git") or {}).get("changed") for each in (before, after))
    if commits[0] != commits[1] or (unsure and before.get("built") != after.get("built")):
        yield Reason("code", "git", *commits)
    for what, old, new in _different(before.get("packages"), after.get("packages")):
        yield Reason("code" if what == "svarbenk" else "packages", what, str(old or ""), str(new or ""))
    if before.get("python") != after.get("python"):
        yield Reason("packages", "Python", str(before.get("python", "")), str(after.get("python", "")))


def _commit(git: dict[str, Any] | None) -> str:
    if not git:
        return ""
    return f"{str(git.get('commit', ''))[:10]}{' og filer som ikke er lagret i git' if git.get('changed') else ''}"


def _different(before: dict | None, after: dict | None) -> Iterator[tuple[str, Any, Any]]:
    before, after = before or {}, after or {}
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield name, before.get(name), after.get(name)


def _input(name: str) -> tuple[Cause, str, str]:
    """Return of what kind an input is, and which survey and chapter it bears on."""
    folder, _, rest = name.partition("/")
    first = rest.partition("/")[0]
    if folder == "raw":
        return "answers", "" if first == "register" else first, ""
    if folder == "codebooks":
        return "codebook", Path(rest).stem, ""
    if folder == "notebooks":
        return "notebook", "", Path(rest).stem
    return ("published" if folder == "published" else "other"), "", ""


def _short(digest: str | None) -> str:
    return str(digest or "")[:12]


def _value(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
