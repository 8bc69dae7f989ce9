"""Many tables of one wave at once: every question by every background, with the groups made only once."""

from collections.abc import Sequence

import numpy as np

from svarbenk.codebook import Question
from svarbenk.responses import Responses
from svarbenk.tables.axis import EVERYBODY, Axis, AxisCategory
from svarbenk.tables.count_table import CountTable
from svarbenk.tables.counting import about, chosen_answers
from svarbenk.tables.groups import grouping, membership, weights


class Crossings:
    """The replies of a wave, ready to be counted by several backgrounds.

    Parameters
    ----------
    responses : Responses
        Clean answers, of one wave.
    backgrounds : sequence of str
        Ids of the questions to group by.
    """

    def __init__(self, responses: Responses, backgrounds: Sequence[str]):
        self.responses = responses
        everybody = np.ones(len(responses), dtype=bool)
        groups = {name: grouping(responses, name) for name in backgrounds}
        self._inside: dict[str, tuple[Axis, np.ndarray]] = {"": (EVERYBODY, np.ones((1, len(responses))))}
        for name, (axis, group) in groups.items():
            self._inside[name] = (axis, membership(group, len(axis), everybody))
        self._weights = weights(responses)

    def tables(self, question: Question) -> dict[str, CountTable]:
        """Return background to table of a closed question, «» being everybody; as ``count`` makes them.

        Parameters
        ----------
        question : Question
            A single, ordinal or multiple question, or an item of a battery.
        """
        responses = self.responses
        names = question.category_ids
        given, chosen = chosen_answers(responses, question, names)
        asked = responses.asked(question).to_numpy(bool)
        answered = asked & given.to_numpy(bool)
        exclusive = question.kind != "multiple"
        columns = Axis(
            question.id,
            question.name,
            tuple(AxisCategory(name, question.label_of(name)) for name in names),
            question.kind == "ordinal",
        )
        plain = np.asarray(chosen, dtype=float)[answered]
        weight = self._weights[answered]
        told = about(responses, question, answered)
        merges = dict(question.merges) if exclusive else {}
        tables = {}
        for name, (axis, inside) in self._inside.items():
            here = inside[:, answered]
            weighed = here * weight
            in_row = inside.any(axis=0)
            tables[name] = CountTable(
                counts=weighed @ plain,
                rows=axis,
                columns=columns,
                row_n=weighed.sum(axis=1),
                replies=here @ plain,
                row_replies=here.sum(axis=1),
                base_n=float((asked & in_row).sum()),
                item_n=float((answered & in_row).sum()),
                exclusive=exclusive,
                merges=merges,
                **told,
            )
        return tables
