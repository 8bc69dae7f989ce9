"""The numbers of a built report's tables, found by what they are of: survey, question, wave, group and answer."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from svarbenk import wording
from svarbenk.codebook import Codebook, Question
from svarbenk.kontroll.built_cells import Found, Row, figures_in, joined_key, key_parts, rounded
from svarbenk.kontroll.built_prose import BuiltText
from svarbenk.kontroll.built_sentences import shares_told
from svarbenk.kontroll.built_tables import BuiltTable, squeezed
from svarbenk.kontroll.reckoning import CannotTell
from svarbenk.ledger import Entry

Groups = frozenset[tuple[str, str]]
EVERYBODY: Groups = frozenset()
_ONE_GROUP = re.compile(r"(\w+)\s*(?:==)?\s*'(\w+)'")  # «stilling == 'fastlegevikar'», also without its signs


class BuiltNumbers:
    """The tables of one document, indexed.

    Parameters
    ----------
    tables : iterable of BuiltTable
        As read back from the document.
    texts : iterable of BuiltText
        As read back from the document.
    codebooks : dict
        Survey id to codebook.
    language : str
        «nb» or «en», the report's.
    """

    def __init__(
        self,
        tables: Iterable[BuiltTable],
        texts: Iterable[BuiltText],
        codebooks: dict[str, Codebook],
        language: str,
    ):
        self.codebooks = codebooks
        self.language = language
        self._rows: dict[tuple[str, str, str, Groups], list[Row]] = defaultdict(list)
        self._headings: dict[tuple[str, str, str], list[tuple[str, BuiltTable]]] = defaultdict(list)
        for table in tables:
            if table.block.survey in codebooks:
                self._index(table)
        for text in texts:
            for value, said, after in text.values:
                if value.survey in codebooks:
                    place = f"{text.chapter}, «{value.name}» i teksten"
                    for told in shares_told(value, said, after, codebooks[value.survey], language):
                        self._add(value.survey, told.question, told.names, told.cells, place)

    @property
    def surveys(self) -> tuple[str, ...]:
        """The surveys that there are tables of."""
        return tuple(dict.fromkeys(survey for survey, *_ in (*self._rows, *self._headings)))

    def find(self, entry: Entry) -> tuple[Found, ...]:
        """Return the numbers of the report that are of the same thing as the ledger's ``entry``; often one or none."""
        compute = getattr(self, f"_{entry.statistic}", None)
        # a report counts clean replies, not those that were received
        if compute is None or entry.survey not in self.codebooks or entry.counts_received:
            return ()
        try:
            return tuple(compute(entry))
        except CannotTell:
            return ()

    def _index(self, table: BuiltTable) -> None:
        block = table.block
        keys = block.column_keys
        across = bool(keys) and any("=" in key for key in keys)
        turned: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        for row, texts in zip(block.rows, table.rows, strict=True):
            if row.role == "group":
                self._headings[block.survey, block.question, row.key].append((texts[0], table))
                continue
            cells = {key: text for key, text in zip(keys, texts[1:], strict=False) if key}
            names = key_parts(row.key)
            if across:
                answer = names.pop("svar", "")
                for key, text in cells.items():
                    if answer:
                        turned[joined_key(names)][key][answer] = text
                continue
            self._add(block.survey, block.question, names, cells, table.place)
        for own, columns in turned.items():
            for key, cells in columns.items():
                self._add(block.survey, block.question, key_parts(own) | key_parts(key), cells, table.place)

    def _add(self, survey: str, question: str, names: dict[str, str], cells: dict[str, str], place: str) -> None:
        names = dict(names)
        asked, wave = names.pop("question", question), names.pop("runde", self._only_wave(survey))
        # a selection of one group is that group
        if chosen := _ONE_GROUP.fullmatch(names.get("utvalg", "")):
            del names["utvalg"]
            names[chosen[1]] = chosen[2]
        self._rows[survey, asked, wave, frozenset(names.items())].append(Row(cells, self.language, place))

    def _only_wave(self, survey: str) -> str:
        """Return the wave of rows that name none: the survey's only one; of several waves it is all together."""
        waves = self.codebooks[survey].with_answers
        return waves[0].id if len(waves) == 1 else ""

    def _rows_of(self, entry: Entry, question: str, group: str | None) -> list[Row]:
        groups = frozenset({(entry.background, group)}) if group else EVERYBODY
        return self._rows.get((entry.survey, question, entry.wave, groups), [])

    def _question(self, entry: Entry) -> Question:
        known = self.codebooks[entry.survey].by_id
        if len(entry.questions) != 1 or entry.questions[0] not in known:
            raise CannotTell("not_asked")
        return known[entry.questions[0]]

    def _counts(self, row: Row, question: Question, category: str) -> float | None:
        """Return the count of a category or merge; of a merge that has no column, its members added up."""
        if category in row.cells:
            return row.count(category)
        if category not in question.merges or question.kind == "multiple":
            return None
        counts = [row.count(member) for member in question.members(category)]
        return None if None in counts else sum(counts)

    def _count(self, entry: Entry) -> Iterator[Found]:
        question = self._question(entry)
        for rows in self._together(entry, question.id):
            counts = [self._counts(row, question, entry.category) for row in rows]
            if None not in counts:
                yield Found(sum(counts), 0.0, 0, rows[0].place)

    def _together(self, entry: Entry, question: str) -> Iterator[list[Row]]:
        """Give the rows that a cell is of, from each table: one, or one a group where several are joined."""
        groups = [part for group in entry.groups for part in self._parts_of(entry, question, group)]
        each = [self._rows_of(entry, question, group) for group in groups or (None,)]
        if len(each) == 1:
            yield from ([row] for row in each[0])
            return
        for place in dict.fromkeys(row.place for row in each[0]):
            found = [next((row for row in rows if row.place == place), None) for rows in each]
            if None not in found:
                yield [row for row in found if row is not None]

    def _parts_of(self, entry: Entry, question: str, group: str) -> tuple[str, ...]:
        """Return a group, or the categories behind a merge that has no row of its own."""
        background = self.codebooks[entry.survey].by_id.get(entry.background)
        if background is None or group not in background.merges or self._rows_of(entry, question, group):
            return (group,)
        return background.members(group)

    def _percent(self, entry: Entry) -> Iterator[Found]:
        if entry.denominator:
            yield from self._ratio(entry, entry.denominator, entry.groups)
            return
        question = self._question(entry)
        for rows in self._together(entry, question.id):
            printed = [row.percent(entry.category) for row in rows]
            counts = [self._counts(row, question, entry.category) for row in rows]
            sizes = [row.count("n") for row in rows]
            exact = None
            if None not in counts and None not in sizes and sum(sizes):
                exact = 100 * sum(counts) / sum(sizes)
            if None not in printed and (len(rows) == 1 or (None not in sizes and sum(sizes))):
                weights = sizes if len(rows) > 1 else [1]
                mixed = sum(each.value * n for each, n in zip(printed, weights, strict=True)) / sum(weights)
                decimals = min(each.decimals for each in printed)
                half = 0.5 / 10**decimals
                # where the counts beside it tell more than the percentage, and the same
                told = exact is not None and abs(exact - mixed) <= half + 1e-9
                yield Found(exact if told else mixed, 0.0 if told else half, decimals, rows[0].place)
            elif exact is not None:
                yield Found(exact, 0.0, 0, rows[0].place)

    def _n(self, entry: Entry) -> Iterator[Found]:
        for name in entry.questions:
            for rows in self._together(entry, name):
                sizes = [row.count("n") for row in rows]
                if None not in sizes:
                    yield Found(sum(sizes), 0.0, 0, rows[0].place)

    def _sizes(self, entry: Entry) -> list[Found]:
        known = self.codebooks[entry.survey].by_id
        items = [item.id for name in entry.questions if name in known for item in known[name].item_questions()]
        found = [next(self._n(entry.model_copy(update={"question": name})), None) for name in items or entry.questions]
        return [each for each in found if each is not None]

    def _n_low(self, entry: Entry) -> Iterator[Found]:
        if sizes := self._sizes(entry):
            yield min(sizes, key=lambda each: each.value)

    def _n_high(self, entry: Entry) -> Iterator[Found]:
        if sizes := self._sizes(entry):
            yield max(sizes, key=lambda each: each.value)

    def _column(self, entry: Entry, *columns: str) -> Iterator[Found]:
        """Give the first number of one of the columns, from each table that has it."""
        for name in dict.fromkeys((entry.question, "")):
            for rows in self._together(entry, name):
                figures = next((found for column in columns if (found := rows[0].figures(column))), ())
                if figures and len(rows) == 1:
                    yield rounded(figures[0], rows[0].place)

    def _any(self, entry: Entry) -> Iterator[Found]:
        return self._column(entry, "minst_en", "noe")

    def _none(self, entry: Entry) -> Iterator[Found]:
        return self._column(entry, "ingen")

    def _percent_any(self, entry: Entry) -> Iterator[Found]:
        for rows in self._together(entry, entry.question):
            for column in ("minst_en", "noe"):
                if printed := rows[0].percent(column):
                    yield rounded(printed, rows[0].place)
                    break

    def _mean(self, entry: Entry) -> Iterator[Found]:
        yield from self._column(entry, "mean")
        # several questions beside each other, whatever the table as a whole is of
        for rows in self._beside(entry):
            figures = rows[0].figures(f"mean:{entry.question}") if len(rows) == 1 else ()
            if figures:
                yield rounded(figures[0], rows[0].place)

    def _min(self, entry: Entry) -> Iterator[Found]:
        return self._column(entry, "min")

    def _max(self, entry: Entry) -> Iterator[Found]:
        return self._column(entry, "max")

    def _missing(self, entry: Entry) -> Iterator[Found]:
        return self._column(entry, "missing")

    def _replies(self, entry: Entry) -> Iterator[Found]:
        if entry.category:
            return self._count(entry)
        if entry.group:
            names = {"question": entry.background, "category": entry.group, "background": "", "group": ""}
            return self._count(entry.model_copy(update=names))
        return self._column(entry, "replies")

    def _response_rate(self, entry: Entry) -> Iterator[Found]:
        for row in self._rows_of(entry, "", None):
            population, replies = row.count("population"), next(self._replies(entry), None)
            if population and replies is not None:
                yield Found(100 * replies.value / population, 0.0, 0, row.place)

    def _estimated(self, entry: Entry) -> Iterator[Found]:
        return self._column(entry, f"estimated:{entry.category}")

    def _estimated_count(self, entry: Entry) -> Iterator[Found]:
        # the row of numbers in a table of shares is of no wave by itself
        for row in self._rows.get((entry.survey, entry.question, "", frozenset({("rad", "antall")})), ()):
            if figures := row.figures(f"estimated:{entry.category}"):
                yield rounded(figures[0], row.place)

    def _beside(self, entry: Entry) -> Iterator[list[Row]]:
        """Give the rows that a cell is of, from every table whose columns are questions and not answers."""
        closed = {each.id for each in self.codebooks[entry.survey].asked() if each.categories}
        names = dict.fromkeys(question for survey, question, *_ in self._rows if survey == entry.survey)
        for name in names:
            if name not in closed:
                yield from self._together(entry, name)

    def _sums(self, entry: Entry, names: tuple[str, ...], groups: tuple[str, ...]) -> dict[str, float]:
        """Return the sums of questions added up, by the table that has all of them."""
        found: dict[str, list[float]] = defaultdict(list)
        wanted = entry.model_copy(update={"group": "+".join(groups)})
        for name in names:
            for rows in self._beside(wanted):
                sums = [row.count(name) for row in rows]
                if None not in sums:
                    found[rows[0].place].append(sum(sums))
        return {place: sum(values) for place, values in found.items() if len(values) == len(names)}

    def _sum(self, entry: Entry) -> Iterator[Found]:
        for place, total in self._sums(entry, entry.questions, entry.groups).items():
            yield Found(total, 0.0, 0, place)

    def _ratio(self, entry: Entry, of: tuple[str, ...], groups: tuple[str, ...]) -> Iterator[Found]:
        parts, wholes = self._sums(entry, entry.questions, entry.groups), self._sums(entry, of, groups)
        for place, part in parts.items():
            whole = wholes.get(place) or next(iter(wholes.values()), 0)
            if whole:
                yield Found(100 * part / whole, 0.0, 0, place)
        if not wholes and len(entry.questions) == 1 and groups == entry.groups:
            # what a table of sums is of stands in its last column, under a name of its own
            for rows in self._beside(entry):
                printed = rows[0].percent(entry.question) if len(rows) == 1 else None
                if printed is not None:
                    yield rounded(printed, rows[0].place)

    def _share(self, entry: Entry) -> Iterator[Found]:
        return self._ratio(entry, entry.questions, ())

    def _p(self, entry: Entry) -> Iterator[Found]:
        for text, table in self._headings.get((entry.survey, entry.question, entry.background), ()):
            label, _, told = text.rpartition(" (")
            if figures := figures_in(told, self.language):
                # any p below the bound will do, and one that is written 0,000
                value, half = figures[-1].value, 0.5 / 10 ** figures[-1].decimals
                value, half = (0.4 * value, 0.0) if "<" in told else (value, half)
                note = wording.printed_p_note(label, entry.printed, "", self.language).partition(";")[0]
                noted = any(each.startswith(note) for each in map(squeezed, table.block.notes))
                yield Found(value, half, figures[-1].decimals, table.place, noted)

    def _ranked(self, entry: Entry) -> tuple[Found, list[float]] | None:
        question = self._question(entry)
        if entry.category:
            shares = {
                name: next(self._percent(entry.model_copy(update={"category": name})), None)
                for name in question.category_ids
            }
            own = next(self._percent(entry), None)
            return None if own is None else (own, [each.value for each in shares.values() if each is not None])
        batteries = [each for each in self.codebooks[entry.survey].questions if each.kind == "battery"]
        named = [each for each in batteries if each.id in entry.denominator] or [
            each for each in batteries if question.id in {item.id for item in each.item_questions()}
        ]
        items = [item.id for battery in named for item in battery.item_questions()]
        means = [next(self._mean(entry.model_copy(update={"question": name})), None) for name in items]
        own = next(self._mean(entry), None)
        if own is None or None in means:
            return None
        return own, [each.value for each in means if each is not None]

    def _rank_high(self, entry: Entry) -> Iterator[Found]:
        if ranked := self._ranked(entry):
            own, others = ranked
            yield Found(1.0 + sum(each > own.value + 1e-9 for each in others), 0.0, 0, own.place)

    def _rank_low(self, entry: Entry) -> Iterator[Found]:
        if ranked := self._ranked(entry):
            own, others = ranked
            yield Found(1.0 + sum(each < own.value - 1e-9 for each in others), 0.0, 0, own.place)
