"""The rows or the columns of a table: what stands there, in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from svarbenk.codebook import Merge, Text


@dataclass(frozen=True)
class AxisCategory:
    """One row or column: its id and its label."""

    id: str
    label: Text


@dataclass(frozen=True)
class Axis:
    """The rows or the columns of a table.

    ``id`` is the question they belong to, «» for the single row of everybody. ``ordered`` says that the
    categories stand on a scale; ``scores`` are their places on it where these are known, such as the years of waves.
    ``merges`` are named unions of the categories, ``absent`` ids that the codebook knows and this table does not have,
    such as groups that a selection leaves nobody in.
    """

    id: str
    label: Text
    categories: tuple[AxisCategory, ...]
    ordered: bool = False
    scores: tuple[float, ...] = ()
    merges: Mapping[str, Merge] = field(default_factory=dict, compare=False)
    absent: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.categories)

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the categories, in order."""
        return tuple(category.id for category in self.categories)

    def places(self, name: str) -> list[int]:
        """Return where a category, or the categories of a merge, stand; nothing for one that is not here.

        Parameters
        ----------
        name : str
            Id of a category or merge.

        Raises
        ------
        KeyError
            If nobody knows it.
        """
        if name in self.ids:
            return [self.ids.index(name)]
        if name in self.merges:
            return [self.ids.index(member) for member in self.merges[name].of if member in self.ids]
        if name in self.absent:
            return []
        known = ", ".join((*self.ids, *self.merges))
        raise KeyError(f"«{name}» is no category of «{self.id}»; there are: {known}")

    def label_of(self, name: str) -> Text:
        """Return the label of a category or merge; of one that is not here its id.

        Parameters
        ----------
        name : str
            Its id.
        """
        if name in self.ids:
            return self.categories[self.ids.index(name)].label
        return self.merges[name].label if name in self.merges else Text(nb=name)

    def knows(self, name: str) -> bool:
        """Return whether there is a category or merge of the id ``name``, here or in the codebook."""
        return name in self.ids or name in self.merges or name in self.absent

    @classmethod
    def of(
        cls, id: str, labels: Sequence[str | Text], ids: Sequence[str] | None = None, *, ordered: bool = False
    ) -> "Axis":
        """Make an axis from labels.

        Parameters
        ----------
        id : str
            The question, or any name; also the axis' own label.
        labels : sequence of str or Text
            One a category; a plain string is bokmål.
        ids : sequence of str, optional
            One a category; the labels by default.
        ordered : bool
            Whether the categories stand on a scale.
        """
        texts = [label if isinstance(label, Text) else Text(nb=str(label)) for label in labels]
        names = list(ids) if ids is not None else [text.nb for text in texts]
        categories = tuple(AxisCategory(name, text) for name, text in zip(names, texts, strict=True))
        return cls(id, Text(nb=id), categories, ordered)


EVERYBODY = Axis("", Text(nb="Alle", en="All"), (AxisCategory("alle", Text(nb="Alle", en="All")),))
