"""Data sources of a report other than its surveys: registers, interviews and documents, from ``datakilder.yaml``."""

from pathlib import Path

from svarbenk.codebook import Part, Text, read_as
from svarbenk.register.figure_definition import Rule

SOURCES_FILE = "datakilder.yaml"


class DataSource(Part):
    """A source: what it has, of when it is, and how many there were where that is printed."""

    nb: str
    en: str
    what: Text | None = None
    when: Text | None = None
    count: Rule | None = None

    @property
    def label(self) -> Text:
        """Its name."""
        return Text(nb=self.nb, en=self.en)


class DataSources(Part):
    """The sources of a report: registers, interviews and whatever else."""

    document: str
    registers: tuple[DataSource, ...] = ()
    interviews: tuple[DataSource, ...] = ()
    others: tuple[DataSource, ...] = ()


def read_sources(folder: Path) -> DataSources:
    """Read the data sources of a document.

    Parameters
    ----------
    folder : Path
        The document's folder in ``data/published``.

    Raises
    ------
    InputError
        If the file is missing or cannot be used: names file, line, what was found and what was expected.
    """
    path = folder / SOURCES_FILE
    return read_as(DataSources, path, "datakilder (document, registers, interviews, others)")
