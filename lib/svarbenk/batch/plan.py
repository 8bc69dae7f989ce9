"""Plans: which chapters a report has and with which parameters. YAML in, checked before anything runs."""

import ast
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from svarbenk.codebook import Language, Text, nearest
from svarbenk.errors import InputError


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlannedChapter(_Part):
    """A chapter of a plan: its notebook (below ``notebooks/``) and parameters of its own."""

    notebook: str
    parameters: dict[str, Any] = {}

    @property
    def slug(self) -> str:
        """The chapter's name in file names."""
        return Path(self.notebook).stem


class Plan(_Part):
    """A report as it is planned; ``template`` is a Word document below ``reports/`` that gives it its looks."""

    plan: str = Field(pattern=r"^[a-z0-9-]+$")
    title: Text
    subtitle: Text | None = None
    surveys: tuple[str, ...] = ()
    parameters: dict[str, Any] = {}
    template: str = ""
    chapters: tuple[PlannedChapter, ...] = Field(min_length=1)

    @property
    def language(self) -> Language:
        """The report's language, from its parameters."""
        return self.parameters.get("language", "nb")

    @property
    def threshold(self) -> int:
        """The disclosure threshold, from its parameters."""
        return int(self.parameters.get("threshold", 0))

    def only(self, names: Sequence[str]) -> "Plan":
        """Return the plan with some of its chapters.

        Parameters
        ----------
        names : sequence of str
            Names of notebooks or how they begin, such as «04» or «vedlegg-a»; none keeps every chapter.

        Raises
        ------
        InputError
            If a name fits no chapter.
        """
        if not names:
            return self
        slugs = [chapter.slug for chapter in self.chapters]
        for name in names:
            if not any(slug.startswith(name) for slug in slugs):
                raise InputError(
                    f"planen «{self.plan}»: ingen kapitler begynner med «{name}»{nearest(name, slugs)}; "
                    f"det finnes: {', '.join(slugs)}"
                )
        kept = tuple(chapter for chapter in self.chapters if chapter.slug.startswith(tuple(names)))
        return self.model_copy(update={"chapters": kept})


def folder_name(plan: Plan, given: dict[str, Any], only: Sequence[str] = ()) -> str:
    """Return the name of the folder that a build goes to: one of its own for each set of parameters and chapters.

    A build for others must not be mistaken for, or replace, the evaluator's own.

    Parameters
    ----------
    plan : Plan
        The report.
    given : dict
        Parameters given with ``-p``.
    only : sequence of str
        Chapters chosen with ``--only``.
    """
    parts = [f"{name}-{_plain(value)}" for name, value in given.items() if value not in ("", [])]
    return "-".join([plan.plan, *parts, *(f"bare-{_plain(name)}" for name in only)])


def _plain(value: Any) -> str:
    """Return a value as a part of a folder's name."""
    text = "-".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return re.sub(r"[^a-z0-9_]+", "-", text.replace("!=", "ikke").casefold()).strip("-")


def project_folder() -> Path:
    """Return the project's folder: the working folder or one above it that has ``reports/plans``, else the checkout.

    Raises
    ------
    InputError
        If there is none.
    """
    here = Path.cwd()
    for folder in (here, *here.parents, *Path(__file__).resolve().parents):
        if (folder / "reports" / "plans").is_dir() and (folder / "notebooks").is_dir():
            return folder
    raise InputError(f"ingen prosjektmappe i {here} eller over; ventet en mappe med reports/plans og notebooks")


def read_plan(name: str, project: Path, parameters: dict[str, Any] | None = None) -> Plan:
    """Read a plan and hold it against the notebooks it names.

    Parameters
    ----------
    name : str
        The plan's name (``reports/plans/<name>.yaml``) or the path of a YAML file.
    project : Path
        The project's folder.
    parameters : dict, optional
        Parameters that replace the plan's own, as given with ``-p name=value``.

    Raises
    ------
    InputError
        If there is no such plan, a key is unknown, a notebook is missing, or a parameter is one that no
        chapter has or of another type.
    """
    path = Path(name) if name.endswith((".yaml", ".yml")) else project / "reports" / "plans" / f"{name}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in (project / "reports" / "plans").glob("*.yaml"))) or "ingen"
        raise InputError(f"planen «{name}»: ingen fil {path}; det finnes: {known}")
    try:
        plan = Plan.model_validate(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    except (YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: kan ikke leses som YAML ({str(error).splitlines()[0]})") from None
    except ValidationError as error:
        # an unknown key and the missing key it was meant for are one mistake: tell the unknown one
        first = min(error.errors(), key=lambda each: each["type"] != "extra_forbidden")
        place = " → ".join(str(step) for step in first["loc"])
        known = nearest(str(first["loc"][-1]), Plan.model_fields)
        told = "ukjent nøkkel" if first["type"] == "extra_forbidden" else first["msg"]
        raise InputError(f"{path}, {place}: {told}; ventet {', '.join(Plan.model_fields)}{known}") from None
    plan = plan.model_copy(update={"parameters": {**plan.parameters, **(parameters or {})}})
    _check_parameters(plan, project, path)
    return plan


def chapter_parameters(plan: Plan, chapter: PlannedChapter, project: Path) -> dict[str, Any]:
    """Return the parameters that a chapter runs with: those of the plan that its notebook has, then its own.

    Parameters
    ----------
    plan : Plan
        The report.
    chapter : PlannedChapter
        One of its chapters.
    project : Path
        The project's folder, where the notebook is.
    """
    known = _known_parameters(project / "notebooks" / chapter.notebook)
    return {name: value for name, value in {**plan.parameters, **chapter.parameters}.items() if name in known}


def _check_parameters(plan: Plan, project: Path, path: Path) -> None:
    everywhere: dict[str, str] = {}
    for chapter in plan.chapters:
        notebook = project / "notebooks" / chapter.notebook
        if not notebook.is_file():
            raise InputError(f"{path}: notebooken {notebook} finnes ikke; ventet en fil under {project / 'notebooks'}")
        known = _known_parameters(notebook)
        everywhere |= known
        for name in chapter.parameters:
            if name not in known:
                raise InputError(f"{path}: {chapter.notebook} har ikke parameteren «{name}»{nearest(name, known)}")
    for name, value in plan.parameters.items():
        if name not in everywhere:
            told = nearest(name, everywhere) or f"; det finnes: {', '.join(everywhere)}"
            raise InputError(f"planen «{plan.plan}»: ingen av kapitlene har parameteren «{name}»{told}")
        _check_type(plan, name, value, everywhere[name])


_TYPES = {"int": int, "float": int | float, "str": str, "bool": bool, "list": list, "dict": dict}


def _check_type(plan: Plan, name: str, value: Any, kind: str) -> None:
    wanted = _TYPES.get(kind)
    wrong = wanted is not None and (not isinstance(value, wanted) or (kind == "int" and isinstance(value, bool)))
    if wrong:
        raise InputError(f"planen «{plan.plan}»: parameteren «{name}» er {value!r}; ventet {kind}")
    if name == "language" and value not in {"nb", "en"}:
        raise InputError(f"planen «{plan.plan}»: parameteren «language» er «{value}»; ventet nb eller en")
    if name == "threshold" and value < 0:
        raise InputError(f"planen «{plan.plan}»: parameteren «threshold» er {value}; ventet 0 eller mer")


def default_parameters(chapter: PlannedChapter, project: Path) -> dict[str, Any]:
    """Return the parameters that a chapter's notebook has, with the values written there.

    Parameters
    ----------
    chapter : PlannedChapter
        The chapter.
    project : Path
        The project's folder, where the notebook is.
    """
    return dict(_assigned(project / "notebooks" / chapter.notebook))


def _known_parameters(notebook: Path) -> dict[str, str]:
    """Return a notebook's parameters and the types of their default values."""
    return {name: type(value).__name__ for name, value in _assigned(notebook).items()}


def _assigned(notebook: Path) -> dict[str, Any]:
    """Return what the cell tagged ``parameters`` assigns.

    Read as Python, since papermill's own reading leaves out a line whose comment has an equals sign in it.
    """
    try:
        cells = nbformat.read(notebook, as_version=4).cells
    except (OSError, ValueError, nbformat.reader.NotJSONError) as error:
        raise InputError(f"{notebook}: kan ikke leses som notebook ({type(error).__name__})") from None
    source = next((cell.source for cell in cells if "parameters" in cell.metadata.get("tags", ())), "")
    try:
        lines = [line for line in ast.parse(source).body if isinstance(line, ast.Assign | ast.AnnAssign)]
        return {
            target.id: ast.literal_eval(line.value)
            for line in lines
            for target in (line.targets if isinstance(line, ast.Assign) else [line.target])
            if isinstance(target, ast.Name) and line.value is not None
        }
    except (SyntaxError, ValueError):
        raise InputError(
            f"{notebook}: cellen med parametere kan ikke leses; ventet linjer som navn = verdi, med et tall, en tekst, "
            f"True, False eller en liste"
        ) from None
