"""Chapters that have run, kept under the hash of everything that they rest on, so that none is run twice."""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from svarbenk.batch.inputs import Inputs, environment_digest, package_digest
from svarbenk.errors import InputError

NOTEBOOK, RECORD = "kapittel.ipynb", "kjoring.json"
FILES = ("raw/", "clean/", "codebooks/", "published/")
"""How the parts of a key begin that are files of the data folder."""

_WORDS = {
    "notebook": "notebooken",
    "parametre": "parameterne",
    "programmet": "svarbenk selv",
    "pakker": "versjonene av pakkene",
}


@dataclass(frozen=True)
class Key:
    """What a run is known by: ``digest``, and the ``parts`` it was made of, so that it can be said what changed."""

    digest: str
    parts: dict[str, str]


@dataclass(frozen=True)
class Kept:
    """A run from the store: the executed notebook, its sha256, and how long it and its cells once took."""

    notebook: Path
    sha256: str
    seconds: float
    cells: float


def key_of(notebook: Path, parameters: Mapping[str, Any], inputs: Inputs, otherwise: tuple[str, ...] = ()) -> Key:
    """Return what a run of a chapter is known by: notebook, parameters, input data, codebooks, package and versions.

    Parameters
    ----------
    notebook : Path
        The chapter.
    parameters : mapping
        What it is given.
    inputs : Inputs
        The files that chapters rest on.
    otherwise : tuple of str
        The surveys that it may open where it does not say.

    Raises
    ------
    InputError
        If a codebook cannot be read, or a survey has no answers.
    """
    parts = {
        "notebook": inputs.digest_of_source(notebook),
        "parametre": digest_of(sorted(parameters.items())),
        "programmet": package_digest(),
        "pakker": environment_digest(),
        **inputs.of_chapter(notebook, parameters, otherwise),
    }
    return Key(digest_of(sorted(parts.items())), parts)


def told_part(name: str) -> str:
    """Return what a part of a key is called: the ``name`` of a file, or a word."""
    return _WORDS.get(name, name)


def digest_of(value: Any) -> str:
    """Return the sha256 of a value that JSON can carry."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, default=str).encode()).hexdigest()


class Store:
    """A folder of runs; written whole or not at all, so that an interruption leaves nothing half.

    Parameters
    ----------
    folder : Path
        Where they are kept; made when the first is put in.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self._told: dict[str, list[dict[str, Any]]] | None = None
        self._looking = threading.Lock()

    def get(self, key: Key) -> Kept | None:
        """Return the run of a ``key``, if there is one and nobody has touched its files."""
        place = self.folder / key.digest[:32]
        try:
            record = json.loads((place / RECORD).read_text(encoding="utf-8"))
            found = hashlib.sha256((place / NOTEBOOK).read_bytes()).hexdigest()
            if found != record["notebook"]:
                return None
            os.utime(place)  # so that it is not thrown away
            return Kept(place / NOTEBOOK, found, float(record["seconds"]), float(record["cells"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: Key, name: str, notebook: Path, seconds: float, cells: float = 0.0) -> Kept:
        """Keep a run.

        Parameters
        ----------
        key : Key
            What it is known by.
        name : str
            Report and chapter, to be told later what has changed since.
        notebook : Path
            The executed notebook; it is moved.
        seconds, cells : float
            How long the run and its cells took.

        Raises
        ------
        InputError
            If the store cannot be written.
        """
        place = self.folder / key.digest[:32]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            beside = Path(tempfile.mkdtemp(dir=self.folder, prefix=".ny-"))
            shutil.move(notebook, beside / NOTEBOOK)
            record = {
                "name": name,
                "parts": key.parts,
                "seconds": round(seconds, 3),
                "cells": round(cells, 3),
                "notebook": hashlib.sha256((beside / NOTEBOOK).read_bytes()).hexdigest(),
            }
            (beside / RECORD).write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
            known = self.get(key)
            same = known is not None and known.sha256 == record["notebook"]
            if same:  # what was made is as it was, how long it took is not
                (beside / RECORD).replace(place / RECORD)
            for _ in range(0 if same else 3):
                try:
                    beside.replace(place)
                    break
                except OSError:  # there is one already, which is damaged or says something else
                    shutil.rmtree(place, ignore_errors=True)
            shutil.rmtree(beside, ignore_errors=True)
        except OSError as error:
            raise InputError(f"{self.folder}: kan ikke skrive ({error.strerror})") from None
        kept = self.get(key)
        if kept is None:
            raise InputError(f"{place}: kjøringen ble borte med en gang; ventet en mappe som ingen andre skriver i")
        return kept

    def why_stale(self, name: str, key: Key) -> str:
        """Say why a chapter has to run: it never did, or what has changed since it last did.

        Parameters
        ----------
        name : str
            Report and chapter.
        key : Key
            What it would be known by now.
        """
        if (self.folder / key.digest[:32] / RECORD).is_file():
            return "den kjørte notebooken er ikke hel"
        changes = [
            sorted(part for part in {**parts, **key.parts} if parts.get(part) != key.parts.get(part))
            for parts in (record["parts"] for record in self._records(name))
        ]
        if not changes:
            return "ikke kjørt før"
        told = [told_part(part) for part in min(changes, key=len)]
        more = f" og {len(told) - 4} til" if len(told) > 5 else ""
        return f"endret: {', '.join(told[:4] if more else told)}{more}"

    def expected(self, name: str) -> float | None:
        """Return how many seconds the run of a ``name`` took last time; None where it never ran."""
        records = self._records(name)
        return float(records[0]["seconds"]) if records else None

    def _records(self, name: str) -> list[dict[str, Any]]:
        """Return what is told of the runs of a chapter, the latest first."""
        with self._looking:
            if self._told is None:
                found: dict[str, list[tuple[float, dict[str, Any]]]] = {}
                for path in self.folder.glob(f"*/{RECORD}"):
                    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                        told = json.loads(path.read_text(encoding="utf-8"))
                        found.setdefault(told["name"], []).append((path.stat().st_mtime, told))
                self._told = {
                    each: [told for _, told in sorted(records, key=lambda record: -record[0])]
                    for each, records in found.items()
                }
            return self._told.get(name, [])

    def sweep(self, days: float = 60) -> int:
        """Throw away what interrupted runs left, and runs that no report has used for ``days``; return how many.

        Only to be called while nothing else uses the store.
        """
        thrown = 0
        for path in self.folder.glob("*"):
            with contextlib.suppress(OSError):
                if path.is_dir() and (path.name.startswith(".ny-") or _age(path) > days):
                    shutil.rmtree(path, ignore_errors=True)
                    thrown += 1
        return thrown


def _age(path: Path) -> float:
    return (time.time() - path.stat().st_mtime) / 86400
