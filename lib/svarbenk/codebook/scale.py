"""Scales: the categories of a question, and the named unions of them that tables show."""

from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import Field

from svarbenk.codebook.part import Misplaced, Part
from svarbenk.codebook.text import Text, fold


class Category(Part):
    """An answer that a form offers.

    ``code`` is its number in coded exports; ``spellings`` are other ways in which exports write it. ``is``
    marks don't-know and not-relevant, which are answers but no opinions.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    nb: str
    en: str | None = None
    code: int | None = None
    spellings: tuple[str, ...] = ()
    role: Literal["dont_know", "not_relevant"] | None = Field(default=None, alias="is")
    inferred: bool = False
    note: Text | None = None

    @property
    def label(self) -> Text:
        """The category's label."""
        return Text(nb=self.nb, en=self.en)

    @property
    def written(self) -> tuple[str, ...]:
        """Every way in which an export may write the category: labels, code, spellings."""
        code = () if self.code is None else (str(self.code),)
        return (self.nb, *((self.en,) if self.en else ()), *code, *self.spellings)


class Merge(Part):
    """A named union of categories, such as «helt eller litt enig»."""

    nb: str
    en: str | None = None
    of: tuple[str, ...] = Field(min_length=1)

    @property
    def label(self) -> Text:
        """The merge's label."""
        return Text(nb=self.nb, en=self.en)


def check_scale(categories: tuple[Category, ...], merges: Mapping[str, Merge], shown_as: Iterable[str]) -> None:
    """Hold ``categories`` against each other, and ``merges`` and ``shown_as`` against them.

    Raises
    ------
    Misplaced
        If an id, code or spelling belongs to two categories, a merge or ``shown_as`` names what is not there
        or counts a category twice.
    """
    _check_categories(categories)
    ids = [category.id for category in categories]
    for name, merge in merges.items():
        place = ("merges", name)
        if name in ids:
            raise Misplaced(place, f"sammenslåingen «{name}» har samme id som en kategori; ventet en id for seg")
        for member in merge.of:
            if member not in ids:
                raise Misplaced(
                    (*place, "of"),
                    f"sammenslåingen «{name}» nevner den ukjente kategorien «{member}»; "
                    f"ventet noen av {', '.join(ids)}",
                )
        if len(merge.of) != len(set(merge.of)):
            raise Misplaced((*place, "of"), f"sammenslåingen «{name}» nevner en kategori to ganger; ventet én gang")
    covered: list[str] = []
    for name in shown_as:
        if name not in ids and name not in merges:
            raise Misplaced(
                ("shown_as",),
                f"«shown_as» nevner «{name}», som verken er kategori eller sammenslåing; "
                f"ventet noen av {', '.join((*ids, *merges))}",
            )
        covered += merges[name].of if name in merges else (name,)
    if len(covered) != len(set(covered)):
        raise Misplaced(("shown_as",), "«shown_as» teller en kategori to ganger; ventet hver kategori én gang")


def _check_categories(categories: tuple[Category, ...]) -> None:
    ids: dict[str, str] = {}
    codes: dict[int, str] = {}
    spelled: dict[str, Category] = {}
    for place, category in enumerate(categories):
        for what, name, seen in (("id", category.id, ids), ("kode", category.code, codes)):
            if name in seen:
                raise Misplaced(
                    ("categories", place),
                    f"kategorien «{name}» finnes to ganger ({what} for «{seen[name]}» og «{category.nb}»); "
                    f"ventet hver id og kode én gang",
                )
            if name is not None:
                seen[name] = category.nb
        for text in category.written:
            other = spelled.setdefault(fold(text), category)
            if other is not category:
                raise Misplaced(
                    ("categories", place),
                    f"skrivemåten «{text}» står for både «{other.id}» og «{category.id}»; ventet hver én gang",
                )
