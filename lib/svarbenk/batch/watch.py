"""What is told of a build as it goes on."""

from collections.abc import Sequence
from typing import Any

from svarbenk.batch.store import Kept
from svarbenk.batch.work import Build, Run


class Watch:
    """Is told how a build goes, and does nothing with it; made for others to do something."""

    def cleaned(self, survey: str) -> None:
        """Tell that a ``survey`` was cleaned: its clean answers were not of the files as they are now."""

    def planned(self, builds: Sequence[Build]) -> None:
        """Tell what has to be done: all ``builds``, with those that are finished already."""

    def waits(self, message: str) -> None:
        """Tell, once, that nothing can begin yet; ``message`` says what is waited for."""

    def ran(self, run: Run, kept: Kept) -> None:
        """Tell that a chapter has run.

        Parameters
        ----------
        run : Run
            The chapter.
        kept : Kept
            What is kept of it.
        """

    def failed(self, what: str, message: str) -> None:
        """Tell that a chapter, or the writing of a report, has failed.

        Parameters
        ----------
        what : str
            The report.
        message : str
            Chapter, cell and error.
        """

    def wrote(self, build: Build, facts: dict[str, Any]) -> None:
        """Tell that a report is in its place.

        Parameters
        ----------
        build : Build
            The report.
        facts : dict
            Its manifest.
        """
