"""Plans: which chapters a report has and with which parameters. YAML in, checked before anything runs."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, PrivateAttr
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from svarbenk.batch.inputs import Inputs
from svarbenk.batch.parameters import check_parameter, check_selections, parameters_of, unknown_parameter
from svarbenk.codebook import Language, Part, Text, fill, line_of, load_yaml, nearest
from svarbenk.errors import InputError

Format = Literal["html", "word", "pdf", "excel"]
FORMATS: tuple[Format, ...] = ("html", "word", "pdf", "excel")


class PlannedChapter(Part):
    """A chapter of a plan: its notebook (below ``notebooks/``) and parameters of its own."""

    notebook: str
    parameters: dict[str, Any] = {}

    @property
    def slug(self) -> str:
        """The chapter's name in file names."""
        return Path(self.notebook).stem


class Plan(Part):
    """A report as it is planned, or a series of reports.

    ``template`` is a Word document below ``reports/`` that gives it its looks, ``formats`` what is written beside
    the executed notebooks. ``for_each`` makes a report of each combination of values, or of each row of a table;
    ``name`` says what each is called, with ``{key}`` for the values.
    """

    plan: str = Field(pattern=r"^[a-z0-9-]+$")
    title: Text
    subtitle: Text | None = None
    surveys: tuple[str, ...] = ()
    parameters: dict[str, Any] = {}
    for_each: dict[str, Any] | str | None = None
    name: str = ""
    template: str = ""
    formats: tuple[Format, ...] = FORMATS
    chapters: tuple[PlannedChapter, ...] = Field(min_length=1)

    _path: Path = PrivateAttr(default=Path())

    @property
    def path(self) -> Path:
        """The file that the plan stands in."""
        return self._path

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
    parts = [f"{name}-{plain(value)}" for name, value in given.items() if value not in ("", [])]
    return "-".join([plan.plan, *parts, *(f"bare-{plain(name)}" for name in only)])


def plain(value: Any) -> str:
    """Return a ``value`` as a part of a folder's name."""
    text = "-".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    text = text.replace("!=", "ikke").casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    return re.sub(r"[^a-z0-9_]+", "-", text).strip("-")


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


def read_plan(name: str, project: Path, parameters: dict[str, Any] | None = None, inputs: Inputs | None = None) -> Plan:
    """Read a plan and hold it against the notebooks it names, and against the codebooks.

    Parameters
    ----------
    name : str
        The plan's name (``reports/plans/<name>.yaml``) or the path of a YAML file.
    project : Path
        The project's folder.
    parameters : dict, optional
        Parameters that replace the plan's own, as given with ``-p name=value``.
    inputs : Inputs, optional
        The files that chapters rest on; without, waves and selections are not held against codebooks.

    Raises
    ------
    InputError
        If there is no such plan, a key is unknown, a notebook or template is missing, a parameter is one that no
        chapter has or of another type, or no codebook knows a wave, question or category.
    """
    path = Path(name) if name.endswith((".yaml", ".yml")) else project / "reports" / "plans" / f"{name}.yaml"
    if not path.is_file():
        names = sorted(each.stem for each in (project / "reports" / "plans").glob("*.yaml"))
        raise InputError(
            f"planen «{name}»: ingen fil {path}; det finnes: {', '.join(names) or 'ingen'}{nearest(name, names)}"
        )
    plan = fill(Plan, load_yaml(path, "en plan (plan, title, chapters …)"), path)
    plan = plan.model_copy(update={"parameters": {**plan.parameters, **(parameters or {})}})
    plan._path = path
    _check(plan, project)
    if inputs is not None:
        check_against_codebooks(plan, project, inputs)
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
    known = parameters_of(project / "notebooks" / chapter.notebook)
    return {name: value for name, value in {**plan.parameters, **chapter.parameters}.items() if name in known}


def default_parameters(chapter: PlannedChapter, project: Path) -> dict[str, Any]:
    """Return the parameters that a chapter's notebook has, with the values written there.

    Parameters
    ----------
    chapter : PlannedChapter
        The chapter.
    project : Path
        The project's folder, where the notebook is.
    """
    return parameters_of(project / "notebooks" / chapter.notebook)


def place_in(plan: Plan, *keys: str | int, said: str = "") -> str:
    """Return where in its file something of a plan stands, for a message: path and line, and what it is.

    Parameters
    ----------
    plan : Plan
        The plan.
    *keys : str or int
        The way to it, such as «chapters», 2, «notebook»; the line is that of the last step that stands in the file.
    said : str
        What it is called in the message.
    """
    node, line = load_yaml(plan.path, "en plan"), 0
    for key in keys:
        if isinstance(node, CommentedMap) and key in node:
            line = line_of(node, key)
        elif isinstance(node, CommentedSeq) and isinstance(key, int) and key < len(node):
            line = node.lc.item(key)[0] + 1
        else:
            break
        node = node[key]
    return ", ".join(filter(None, (str(plan.path), f"linje {line}" if line else "", said)))


def check_against_codebooks(plan: Plan, project: Path, inputs: Inputs, where: str = "") -> None:
    """Hold the waves and selections of a plan's chapters against the codebooks.

    Parameters
    ----------
    plan : Plan
        The report.
    project : Path
        The project's folder.
    inputs : Inputs
        The files that chapters rest on.
    where : str
        What gives the parameters, for the message; the plan by default.

    Raises
    ------
    InputError
        If no codebook knows a survey, wave, question or category.
    """
    for number, survey in enumerate(plan.surveys):
        try:
            inputs.data.codebook(survey)
        except InputError as error:
            raise InputError(f"{place_in(plan, 'surveys', number, said='surveys')}: {error}") from None
    for chapter in plan.chapters:
        given = chapter_parameters(plan, chapter, project)
        surveys = inputs.surveys_of(project / "notebooks" / chapter.notebook, given, plan.surveys)
        check_selections(where or f"planen «{plan.plan}»", surveys, given, inputs.data)


def _check(plan: Plan, project: Path) -> None:
    everywhere: dict[str, Any] = {}
    seen: dict[str, str] = {}
    for number, chapter in enumerate(plan.chapters):
        notebook = project / "notebooks" / chapter.notebook
        if not notebook.is_file():
            folder = project / "notebooks"
            known = [path.relative_to(folder).as_posix() for path in folder.rglob("*.ipynb")]
            raise InputError(
                f"{place_in(plan, 'chapters', number, 'notebook')}: notebooken {notebook} finnes ikke; "
                f"ventet en fil under {folder}{nearest(chapter.notebook, known)}"
            )
        if chapter.slug in seen:
            raise InputError(
                f"{place_in(plan, 'chapters', number, 'notebook')}: {seen[chapter.slug]} og {chapter.notebook} får "
                f"samme filnavn; ventet ulike navn"
            )
        seen[chapter.slug] = chapter.notebook
        known = parameters_of(notebook)
        everywhere |= known
        for name, value in chapter.parameters.items():
            if name not in known:
                raise InputError(f"{plan.path}: {chapter.notebook} har ikke parameteren «{name}»{nearest(name, known)}")
            check_parameter(f"{plan.path}, {chapter.notebook}", name, value, known[name])
    for name, value in plan.parameters.items():
        if name not in everywhere:
            told = unknown_parameter(name, everywhere)
            raise InputError(f"planen «{plan.plan}»: ingen av kapitlene har parameteren «{name}»{told}")
        check_parameter(f"planen «{plan.plan}»", name, value, everywhere[name])
    if plan.template and not (project / "reports" / plan.template).is_file():
        raise InputError(f"{plan.path}: malen {plan.template} finnes ikke; ventet et Word-dokument under reports/")
