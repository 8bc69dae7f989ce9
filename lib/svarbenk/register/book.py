"""The register tables of a document, read from its folder and reckoned when they are asked for."""

from dataclasses import dataclass, field
from pathlib import Path

from svarbenk.codebook import DataFolder, nearest, read_as
from svarbenk.errors import InputError
from svarbenk.ledger import Document, Ledger, documents, find_document, read_ledger
from svarbenk.register.definition import Definitions, TableDefinition
from svarbenk.register.recompute import recompute
from svarbenk.register.table import RegisterTable

FILE = "registertabeller.yaml"
_WANTED = "beskrivelser av registertabeller (document, tables)"


@dataclass
class RegisterBook:
    """The register tables of a document, and the printed numbers that they rest on."""

    document: Document
    folder: Path
    data: DataFolder
    ledger: Ledger = field(repr=False)
    definitions: Definitions = field(repr=False)
    _reckoned: dict[str, RegisterTable] = field(default_factory=dict, repr=False)
    _under_way: list[str] = field(default_factory=list, repr=False)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the tables, in the order of the report."""
        return tuple(each.number for each in self.definitions.tables)

    @property
    def tables(self) -> dict[str, TableDefinition]:
        """Number to what the table is made of."""
        return {each.number: each for each in self.definitions.tables}

    def table(self, number: str) -> RegisterTable:
        """Return a table, reckoned.

        Parameters
        ----------
        number : str
            Its number in the report, such as «3-1».

        Raises
        ------
        InputError
            If there is no such table, or a printed number that it rests on is not there.
        """
        if number not in self.tables:
            raise InputError(
                f"registertabell «{number}»: ikke beskrevet i {self.folder / FILE}; "
                f"det finnes: {', '.join(self.numbers)}{nearest(number, self.numbers)}"
            )
        if number not in self._reckoned:
            if number in self._under_way:
                raise InputError(f"{self.folder / FILE}, tabell {number}: formlene fører tilbake til tabellen selv")
            self._under_way.append(number)
            try:
                self._reckoned[number] = recompute(
                    self.tables[number], self.ledger, self._by_alias, str(self.folder / FILE)
                )
            finally:
                self._under_way.pop()
        return self._reckoned[number]

    def _by_alias(self, alias: str) -> RegisterTable:
        return self.table(next(each.number for each in self.definitions.tables if each.alias == alias))


def read_register(document: str, data: DataFolder) -> RegisterBook:
    """Read the register tables of a document.

    Parameters
    ----------
    document : str
        The name of its folder in ``data/published``, or its id.
    data : DataFolder
        The data folder.

    Raises
    ------
    InputError
        If there is no such document, or a file of it cannot be used: names file, line, what was found and what was
        expected.
    """
    folder = data.published / document
    if not (folder / "dokument.yaml").is_file():
        folder = find_document(document, data)
    described = next(each for each in documents(data) if find_document(each.id, data) == folder)
    path = folder / FILE
    definitions = read_as(Definitions, path, _WANTED)
    if definitions.document != described.id:
        raise InputError(f"{path}: «document» er «{definitions.document}»; ventet «{described.id}»")
    return RegisterBook(described, folder, data, read_ledger(data, described.id), definitions)
