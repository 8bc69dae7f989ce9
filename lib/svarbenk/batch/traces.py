"""The computed values of a chapter's prose, gathered with where they were taken from."""

import math
from collections.abc import Iterable

from svarbenk.documents import Block, BulletList, Paragraph, Run, Value

_PARTS = ("survey", "question", "by", "row", "category", "register_table")


class Traces:
    """Gathers the values that blocks write out, under names that are unique in the chapter."""

    def __init__(self) -> None:
        self._found: dict[tuple, Value] = {}
        self._names: set[str] = set()

    @property
    def values(self) -> tuple[Value, ...]:
        """The values in the order in which the prose writes them."""
        return tuple(self._found.values())

    def follow(
        self,
        blocks: Iterable[Block],
        values: dict[str, float | str] | None = None,
        origins: dict[str, dict[str, str]] | None = None,
    ) -> list[Block]:
        """Gather the values of blocks, and return the blocks with the names that the values were given.

        Parameters
        ----------
        blocks : iterable of Block
            Prose, or blocks that a cell displayed; in the latter a run says itself where it was taken from.
        values : dict, optional
            What ``Chapter.let`` named above the prose.
        origins : dict, optional
            Where these were taken from, as far as they know.
        """
        followed = []
        for block in blocks:
            if isinstance(block, Paragraph):
                runs = self._runs(block.runs, values or {}, origins or {})
                followed.append(block.model_copy(update={"runs": runs}))
            elif isinstance(block, BulletList):
                items = tuple(self._runs(item, values or {}, origins or {}) for item in block.items)
                followed.append(block.model_copy(update={"items": items}))
            else:
                followed.append(block)
        return followed

    def _runs(
        self, runs: tuple[Run, ...], values: dict[str, float | str], origins: dict[str, dict[str, str]]
    ) -> tuple[Run, ...]:
        if not any(run.value for run in runs):
            return runs
        texts: dict[str, list[str]] = {}
        for run in runs:
            written = texts.setdefault(run.value, [])
            # a text comes in its sentences; a number that is written twice is one value
            if run.value and (not written or not isinstance(values.get(run.value), int | float)):
                written.append(run.text.strip())
        given = {name: self._named(name, " ".join(written), values, origins) for name, written in texts.items() if name}
        return tuple(run.model_copy(update={"value": given[run.value]}) if run.value else run for run in runs)

    def _named(self, name: str, text: str, values: dict[str, float | str], origins: dict[str, dict[str, str]]) -> str:
        if name.startswith("@"):
            origin = {key: part for key, part in zip(_PARTS, name[1:].split("/"), strict=False) if part}
            name = origin.get("question") or origin.get("register_table", "tall")
            number = None
        else:
            origin = origins.get(name, {})
            number = values.get(name)
        exact = float(number) if isinstance(number, int | float) and math.isfinite(number) else None
        key = (name, text, exact, *sorted(origin.items()))
        if key not in self._found:
            self._found[key] = Value(name=self._unique(name), text=text, number=exact, **origin)
        return self._found[key].name

    def _unique(self, name: str) -> str:
        candidate, number = name, 1
        while candidate in self._names:
            number += 1
            candidate = f"{name}-{number}"
        self._names.add(candidate)
        return candidate
