"""What the terminal shows of a build: a bar that is drawn anew where there is a screen, lines where there is none."""

from collections import Counter
from collections.abc import Sequence
from time import monotonic
from typing import Any

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from svarbenk.batch import Watch
from svarbenk.cli.terminal import err


class Watched(Watch):
    """Tells how a build goes, on standard error; a context manager.

    Attributes
    ----------
    written, failures : int
        How many reports were written, and how many chapters or reports failed.
    """

    def __init__(self) -> None:
        self.written = self.failures = self.done = self.total = 0
        self._started = monotonic()
        self._bar: Progress | None = None
        self._task: Any = None

    def __enter__(self) -> "Watched":
        if err.is_terminal:
            self._bar = Progress(
                SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"),
                TimeElapsedColumn(), console=err, transient=True,
            )  # fmt: skip
            self._bar.start()
            self._task = self._bar.add_task("starter", total=None, told="")
        return self

    def __exit__(self, *exception: Any) -> None:
        if self._bar:
            self._bar.stop()

    def cleaned(self, survey: str) -> None:
        """Tell that a ``survey`` was cleaned."""
        self._say(f"vasket {survey}")

    def planned(self, builds: Sequence[Any]) -> None:
        """Tell what of the ``builds`` has to be done and what not, and why."""
        current = [build for build in builds if build.current]
        for build in current[:5]:
            self._say(f"{build.report.title}: oppdatert, skrives ikke om igjen")
        if len(current) > 5:
            more = counted(len(current) - 5, "annen rapport som er oppdatert", "andre rapporter som er oppdaterte")
            self._say(f"… og {more}")
        left = [build for build in builds if not build.current]
        runs = {run.key.digest: run for build in left for run in build.runs}
        todo = [run for run in runs.values() if not run.kept]
        kept = sorted(run.name for run in runs.values() if run.kept)
        if kept:
            named = f": {', '.join(kept)}" if len(kept) <= 4 else ""
            self._say(
                f"{counted(len(kept), 'kapittel', 'kapitler')} er kjørt før med samme notebook, parametere, data og "
                f"program{named}"
            )
        if todo:
            why = Counter(run.why for run in todo)
            told = [f"{reason} ({count})" if len(why) > 1 else reason for reason, count in why.most_common(4)]
            more = f" og {len(why) - 4} grunner til" if len(why) > 4 else ""
            self._say(f"{counted(len(todo), 'kapittel', 'kapitler')} kjøres: {'; '.join(told)}{more}")
        self.total = len(todo) + len(left)
        self._started = monotonic()
        self._show("kjører")

    def waits(self, message: str) -> None:
        """Tell that nothing can begin yet; ``message`` says why."""
        self._say(message)

    def ran(self, run: Any, kept: Any) -> None:
        """Tell that a chapter has run.

        Parameters
        ----------
        run : Run
            The chapter.
        kept : Kept
            What is kept of it.
        """
        self.done += 1
        self._show(run.name, f"{kept.seconds:.1f} s".replace(".", ","))

    def failed(self, what: str, message: str) -> None:
        """Tell a failure in a line.

        Parameters
        ----------
        what : str
            The report.
        message : str
            Chapter, cell and error.
        """
        self.done += 1
        self.failures += 1
        line = " · ".join(" ".join(part.split()) for part in message.splitlines())
        err.print(f"{what}: {line}", markup=False, style="red")
        self._show(what)

    def wrote(self, build: Any, facts: dict[str, Any]) -> None:
        """Tell that a report is in its place.

        Parameters
        ----------
        build : Build
            The report.
        facts : dict
            Its manifest.
        """
        self.done += 1
        self.written += 1
        self._show(f"{build.report.title}: rapporten er skrevet")

    def _say(self, line: str) -> None:
        err.print(line, markup=False)

    def _show(self, what: str, more: str = "") -> None:
        left = self.total - self.done
        parts = [f"{self.failures} feilet"] if self.failures else []
        parts += [f"{left} igjen"] if left > 0 else []
        if self.done and left > 0:
            parts.append(f"ca. {_time((monotonic() - self._started) / self.done * left)}")
        told = ", ".join(parts)
        if self._bar:
            self._bar.update(self._task, description=what, completed=self.done, total=self.total, told=told)
        elif self.done:
            err.print(
                f"[{self.done}/{self.total}] {what}{f', {more}' if more else ''}{f' · {told}' if told else ''}",
                markup=False,
            )


def counted(count: int, one: str, many: str) -> str:
    """Return a number with its word: «1 rapport», «2 rapporter».

    Parameters
    ----------
    count : int
        How many.
    one, many : str
        The word for one and for another number.
    """
    return f"{count} {one if count == 1 else many}"


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{seconds / 3600:.1f} t".replace(".", ",")
