"""What a plan's ``for_each`` spans: a report of each combination of values, or of each row of a table."""

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from svarbenk.batch.inputs import Inputs
from svarbenk.batch.parameters import check_parameter, parameters_of
from svarbenk.batch.plan import Plan, check_against_codebooks, place_in, plain
from svarbenk.batch.value_table import ValueTable, read_value_table
from svarbenk.codebook import Question, Text, fold, named, nearest, read_codebook
from svarbenk.errors import InputError

WAVE = "runde"
MOST = 20_000
_RESERVED = ("table", "encoding")
_UNSAID = ("language", "threshold", "data")
"""Parameters of how a report is made, not of whom it is about; the report says them elsewhere."""
_WAVE_NAME = Text(nb="Runde", en="Wave")


@dataclass(frozen=True)
class PlannedReport:
    """One report of a plan: the plan with its parameters and texts filled in, the report's name, and its values.

    ``name`` is empty where the plan is one report; ``folder`` is what its folder, or that of the series, is called
    where that is not the plan's name.
    """

    plan: Plan
    name: str = ""
    values: dict[str, str] = field(default_factory=dict)
    folder: str = ""

    @property
    def title(self) -> str:
        """What the report is called on the terminal."""
        return "/".join(filter(None, (self.folder or self.plan.plan, self.name)))

    @property
    def slug(self) -> str:
        """What its Word and PDF documents are called: in a series they can be told apart outside their folders too."""
        return "-".join(filter(None, (self.plan.plan, self.name)))


@dataclass(frozen=True)
class _Value:
    """A value of a key: as it is written in names, and as texts call it."""

    written: Any
    label: Text


@dataclass(frozen=True)
class _Key:
    """What a key of ``for_each`` means: a parameter, the wave, a question, or only a word for names and titles."""

    name: str
    kind: str
    label: Text
    question: Question | None = None
    default: Any = None


def reports_of(
    plan: Plan, project: Path, inputs: Inputs, given: Mapping[str, Any] | None = None
) -> tuple[PlannedReport, ...]:
    """Return the reports of a plan, every one of them held against notebooks and codebooks.

    Parameters
    ----------
    plan : Plan
        The plan.
    project : Path
        The project's folder.
    inputs : Inputs
        The files that chapters rest on.
    given : mapping, optional
        Parameters from the command line.

    Raises
    ------
    InputError
        If ``for_each`` names what neither notebooks nor codebooks have, a table cannot be read, or two reports would
        get the same name.
    """
    if plan.for_each is None:
        return (PlannedReport(plan),)
    span = _Span(plan, project, inputs)
    for name in given or {}:
        if name in span.keys:
            raise InputError(f"-p {name}: står i for_each i {plan.path}; ventet en parameter som er den samme for alle")
    found: list[PlannedReport] = []
    places: dict[str, str] = {}
    for where, values in span.combinations():
        report = span.report(where, values)
        told = ", ".join(f"{key}={value.written}" for key, value in values.items())
        if report.name in places:
            raise InputError(
                f"{where}: rapporten for {told} får navnet «{report.name}», som den for {places[report.name]}; "
                f"ventet et «name» i planen som skiller dem"
            )
        places[report.name] = f"{told} ({where.rpartition(', ')[2]})" if span.table else told
        found.append(report)
    return tuple(found)


class _Span:
    """The keys of a plan's ``for_each``, understood."""

    def __init__(self, plan: Plan, project: Path, inputs: Inputs):
        self.plan, self.project, self.inputs = plan, project, inputs
        asked = {"table": plan.for_each} if isinstance(plan.for_each, str) else dict(plan.for_each or {})
        self.grid = {name: value for name, value in asked.items() if name not in _RESERVED}
        self.table: ValueTable | None = None
        if "table" in asked:
            path = Path(str(asked["table"]))
            path = path if path.is_absolute() else plan.path.parent / path
            self.table = read_value_table(path, str(asked.get("encoding", "utf-8")))
        if not self.grid and not self.table:
            raise InputError(
                f"{self.place()}: tom; ventet verdier for en parameter, et spørsmål eller runde, eller table"
            )
        self.parameters: dict[str, Any] = {}
        for chapter in plan.chapters:
            self.parameters |= parameters_of(project / "notebooks" / chapter.notebook)
        self.codebooks = [read_codebook(name, inputs.data) for name in self._surveys()]
        self.keys = {name: self._key(name, self.place(name)) for name in self.grid}
        for name in self.table.columns if self.table else ():
            if name in self.keys:
                raise InputError(f"{self.table.path}, linje 1: «{name}» står også i planen; ventet det ett av stedene")
            self.keys[name] = self._key(name, f"{self.table.path}, linje 1", "kolonnen")
        self.fields = self._fields("name", plan.name)
        for what, text in (("title", plan.title), ("subtitle", plan.subtitle)):
            for said in filter(None, (text.nb, text.en) if text else ()):
                self._fields(what, said)
        kinds = [key.kind for key in self.keys.values()]
        for kind, parameter in (("question", "where"), ("wave", "waves")):
            if kind in kinds and parameter not in self.parameters:
                raise InputError(f"{self.place()}: ingen av kapitlene har parameteren «{parameter}», som dette trenger")
        if WAVE in self.keys and plan.parameters.get("waves"):
            raise InputError(f"{self.place(WAVE)}: både «runde» her og «waves» i parameters; ventet én av dem")

    def place(self, key: str = "") -> str:
        """Return where in the plan a ``key`` stands."""
        keys = ["for_each", key] if key else ["for_each"]
        return place_in(self.plan, *keys, said=" → ".join(keys))

    def _surveys(self) -> tuple[str, ...]:
        found = list(self.plan.surveys)
        for chapter in self.plan.chapters:
            notebook = self.project / "notebooks" / chapter.notebook
            found += self.inputs.surveys_of(notebook, {}, self.plan.surveys)
        return tuple(dict.fromkeys(found))

    def _key(self, name: str, where: str, what: str = "nøkkelen") -> _Key:
        if name == WAVE:
            return _Key(name, "wave", _WAVE_NAME)
        if name in self.parameters:
            return _Key(name, "parameter", Text(nb=name), default=self.parameters[name])
        for codebook in self.codebooks:
            if name in codebook.by_id and codebook.question(name).categories:
                question = codebook.question(name)
                return _Key(name, "question", question.name, question)
        texts = (self.plan.name, *(f"{text.nb} {text.en}" for text in (self.plan.title, self.plan.subtitle) if text))
        if what == "kolonnen" and any(f"{{{name}}}" in text for text in texts):
            return _Key(name, "word", Text(nb=name))
        questions = [each for codebook in self.codebooks for each in codebook.by_id]
        used = ", og den er ikke brukt i name eller title" if what == "kolonnen" else ""
        raise InputError(
            f"{where}: {what} «{name}» er verken en parameter i kapitlene, «runde» eller et spørsmål med svarkategorier"
            f"{used}{nearest(name, [*self.parameters, WAVE, *questions])}"
        )

    def _fields(self, what: str, text: str) -> tuple[str, ...]:
        where = place_in(self.plan, what, said=what)
        try:
            found = tuple(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
        except ValueError:
            raise InputError(f"{where}: «{text}» kan ikke leses; ventet navn i klammer, som {{runde}}") from None
        for name in found:
            if name not in self.keys:
                raise InputError(
                    f"{where}: «{{{name}}}» er ingen nøkkel i for_each{nearest(name, self.keys)}; "
                    f"det finnes: {', '.join(self.keys)}"
                )
        return found

    def combinations(self) -> Iterator[tuple[str, dict[str, _Value]]]:
        """Yield the values of each report, with where they stand."""
        spans = {name: self._values(self.keys[name], wanted) for name, wanted in self.grid.items()}
        rows = self.table.rows if self.table else ((0, {}),)
        size = len(rows)
        for values in spans.values():
            size *= len(values)
        if size > MOST:
            raise InputError(f"{self.place()}: {size} rapporter; ventet høyst {MOST}")
        for line, cells in rows:
            where = f"{self.table.path}, linje {line}" if self.table else self.place()
            own = {name: self._cell(self.keys[name], cell, f"{where}, {name}") for name, cell in cells.items()}
            for combined in product(*spans.values()):
                yield where, own | dict(zip(spans, combined, strict=True))

    def _values(self, key: _Key, wanted: Any) -> list[_Value]:
        where = self.place(key.name)
        if key.kind == "question" and wanted in ("all", "merges"):
            roles = {each.id for each in key.question.categories if each.role}
            ids = key.question.merges if wanted == "merges" else key.question.category_ids
            if not ids:
                raise InputError(f"{where}: spørsmålet har ingen sammenslåinger; ventet all eller en liste")
            return [_Value(each, key.question.label_of(each)) for each in ids if each not in roles]
        if key.kind == "wave" and wanted == "all":
            return [_Value(wave.id, wave.label) for wave in self._waves().values()]
        if not isinstance(wanted, list):
            raise InputError(
                f"{where}: «{wanted}»; ventet en liste, som [a, b]{'' if key.kind == 'parameter' else ', eller all'}"
            )
        if not wanted:
            raise InputError(f"{where}: tom liste; ventet minst én verdi")
        return [self._value(key, each, where) for each in wanted]

    def _cell(self, key: _Key, cell: str, where: str) -> _Value:
        """Understand a cell of a table: text as it stands, other parameters as YAML."""
        if key.kind == "parameter" and not isinstance(key.default, str):
            try:
                return self._value(key, YAML(typ="safe").load(cell), where)
            except YAMLError:
                raise InputError(f"{where}: «{cell}» kan ikke leses; ventet et tall eller en liste") from None
        return self._value(key, cell, where)

    def _value(self, key: _Key, value: Any, where: str) -> _Value:
        if key.kind == "parameter":
            check_parameter(where, key.name, value, key.default)
        elif key.kind == "question":
            known = named(key.question, value)
            if known not in key.question.category_ids and known not in key.question.merges:
                all_of_them = [*key.question.category_ids, *key.question.merges]
                raise InputError(
                    f"{where}: «{value}» er ingen kategori av «{key.name}»{nearest(str(value), all_of_them)}; "
                    f"ventet noen av {', '.join(all_of_them)}"
                )
            return _Value(known, key.question.label_of(known))
        elif key.kind == "wave":
            waves = self._waves()
            for wave in waves.values():
                if fold(str(value)) in map(fold, (wave.id, *wave.aliases)):
                    return _Value(wave.id, wave.label)
            raise InputError(f"{where}: ingen undersøkelse har runden «{value}»; ventet noen av {', '.join(waves)}")
        elif not str(value):
            raise InputError(f"{where}: tom; ventet en tekst")
        return _Value(value, Text(nb=str(value)))

    def _waves(self) -> dict[str, Any]:
        return {wave.id: wave for codebook in reversed(self.codebooks) for wave in codebook.with_answers}

    def report(self, where: str, values: dict[str, _Value]) -> PlannedReport:
        """Return the report of some values, checked."""
        plan = self.plan
        chosen = [
            f"{name} == {value.written!r}" for name, value in values.items() if self.keys[name].kind == "question"
        ]
        parameters = dict(plan.parameters)
        parameters |= {name: value.written for name, value in values.items() if self.keys[name].kind == "parameter"}
        if chosen:
            rest = [f"({parameters['where']})"] if parameters.get("where") else []
            parameters["where"] = " and ".join([*rest, *chosen])
        if WAVE in values:
            parameters["waves"] = [values[WAVE].written]
        name = self._named(where, values)
        update = {"parameters": parameters, "for_each": None, **self._texts(values)}
        made = plan.model_copy(update=update)
        made._path = plan.path
        check_against_codebooks(made, self.project, self.inputs, where)
        return PlannedReport(made, name, {each: str(value.written) for each, value in values.items()})

    def _named(self, where: str, values: dict[str, _Value]) -> str:
        words = {name: plain(value.written) for name, value in values.items()}
        pattern = self.plan.name or "-".join(f"{{{name}}}" for name, key in self.keys.items() if key.kind != "word")
        name = "-".join(filter(None, (plain(part) for part in pattern.format(**words).split("-"))))
        if not name:
            raise InputError(f"{where}: rapporten får ikke noe navn; ventet en verdi, eller et «name» i planen")
        return name

    def _texts(self, values: dict[str, _Value]) -> dict[str, Text]:
        """Fill in title and subtitle; where neither says what the report is of, the subtitle does."""
        title, subtitle = self.plan.title, self.plan.subtitle
        if not any("{" in text for each in (title, subtitle) if each for text in (each.nb, each.en or "")):
            told = {name: self.keys[name] for name in values if name not in _UNSAID and self.keys[name].kind != "word"}
            if not told:
                return {}
            own = Text(
                nb=" · ".join(f"{key.label.nb}: {values[name].label.nb}" for name, key in told.items()),
                en=" · ".join(f"{key.label.to('en')}: {values[name].label.to('en')}" for name, key in told.items()),
            )
            subtitle = (
                own
                if subtitle is None
                else Text(nb=f"{subtitle.nb}. {own.nb}", en=f"{subtitle.to('en')}. {own.to('en')}")
            )
            return {"title": title, "subtitle": subtitle}
        return {name: _filled(text, values) for name, text in (("title", title), ("subtitle", subtitle)) if text}


def _filled(text: Text, values: dict[str, _Value]) -> Text:
    nb = text.nb.format(**{name: value.label.nb for name, value in values.items()})
    en = text.en.format(**{name: value.label.to("en") for name, value in values.items()}) if text.en else None
    return Text(nb=nb, en=en)
