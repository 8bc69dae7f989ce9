"""Where a survey's files are: the data folder and its parts."""

import os
from dataclasses import dataclass
from pathlib import Path

from svarbenk.codebook.text import nearest
from svarbenk.errors import InputError


@dataclass(frozen=True)
class DataFolder:
    """The ``data/`` folder: codebooks, printed numbers, raw exports, clean answers."""

    root: Path

    @classmethod
    def find(cls, data: str | os.PathLike | None = None) -> "DataFolder":
        """Find the data folder: ``data``, else $SVARBENK_DATA, else ``data/`` here or in a folder above.

        Falls back to the ``data/`` of the checkout that the package was installed from.

        Raises
        ------
        InputError
            If the named folder does not exist or has no ``codebooks`` in it.
        """
        named = data or os.environ.get("SVARBENK_DATA")
        if named:
            root = Path(named).expanduser().resolve()
            if not (root / "codebooks").is_dir():
                raise InputError(f"datamappen {root}: ingen mappe «codebooks» der; ventet en datamappe for svarbenk")
            return cls(root)
        here = Path.cwd()
        for folder in (here, *here.parents, *Path(__file__).resolve().parents):
            if (folder / "data" / "codebooks").is_dir():
                return cls(folder / "data")
        raise InputError(f"ingen datamappe i {here} eller over; ventet data/codebooks, eller en mappe i SVARBENK_DATA")

    @property
    def codebooks(self) -> Path:
        """Folder of the codebooks, one YAML a survey."""
        return self.root / "codebooks"

    @property
    def published(self) -> Path:
        """Folder of the printed numbers."""
        return self.root / "published"

    def raw(self, survey: str) -> Path:
        """Folder of the raw exports of ``survey``; never committed."""
        return self.root / "raw" / survey

    def clean(self, survey: str) -> Path:
        """Folder of the clean answers of ``survey``; never committed."""
        return self.root / "clean" / survey

    def codebook(self, survey: str) -> Path:
        """Path of the codebook of ``survey``.

        Raises
        ------
        InputError
            If there is none; the message names the surveys that there are, and the nearest.
        """
        path = self.codebooks / f"{survey}.yaml"
        if not path.is_file():
            surveys = sorted(each.stem for each in self.codebooks.glob("*.yaml"))
            raise InputError(
                f"undersøkelsen «{survey}»: ingen kodebok {path.name} i {self.codebooks}; "
                f"det finnes: {', '.join(surveys) or 'ingen'}{nearest(survey, surveys)}"
            )
        return path
