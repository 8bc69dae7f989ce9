"""A small survey by hand: three waves in three kinds of files, columns, codes and options that changed between them."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
from svarbenk.codebook import Codebook, DataFolder, read_codebook

NAME = "trivsel"
YAML = """
codebook: trivsel
version: 1
title: {nb: Trivsel, en: Well-being}
source: {nb: Trivsel 2020-2024, en: Well-being 2020-2024}
unit:
  one: {nb: lege, en: doctor}
  many: {nb: leger, en: doctors}
waves:
  - {id: I, label: {nb: "2020", en: "2020"}, field_period: {start: 2020-01-01}, replies: 300}
  - id: II
    label: {nb: "2022", en: "2022"}
    field_period: {start: 2022-01-01}
    replies: 300
    scales: {enig_5: {codes: {helt_uenig: 5, litt_uenig: 4, verken: 3, litt_enig: 2, helt_enig: 1}}}
  - {id: III, label: {nb: "2024", en: "2024"}, field_period: {start: 2024-01-01}, replies: 300}
  - {id: "2019", label: {nb: "2019", en: "2019"}, field_period: {start: 2019-01-01}, published_only: true}
reply:
  id: {variable: id, header: Id}
  started: {variable: startet, header: Startet}
  consent: {variable: samtykke, header: Samtykke, given: [Ja, "1"]}
  completed: {variable: status, header: Status, values: [Fullført, "3"]}
contact:
  - {variable: epost, header: E-post}
cleaning:
  missing: ["-9"]
  nearly_empty_below: 0.2
  test_rows: before_field_period
  numbers: {units: [t, timer, t/uke], midpoint: true, approximate: [ca.], words: {ingen: 0}}
scales:
  enig_5:
    - {id: helt_uenig, code: 1, nb: Helt uenig, en: Fully disagree}
    - {id: litt_uenig, code: 2, nb: Litt uenig, en: Partly disagree}
    - {id: verken, code: 3, nb: Verken/eller, en: Neither}
    - {id: litt_enig, code: 4, nb: Litt enig, en: Partly agree}
    - {id: helt_enig, code: 5, nb: Helt enig, en: Fully agree}
    - {id: vet_ikke, code: 9, nb: Vet ikke, en: Don't know, is: dont_know}
bases:
  pa_vakt:
    where: vakt == 'ja'
    label: {nb: leger på vakt, en: doctors on call}
questions:
  - id: trives
    kind: ordinal
    scale: enig_5
    text: {nb: Jeg trives, en: I am content}
    variable: q1
    in_wave: {II: {variable: v7}}
  - id: vakt
    kind: single
    background: true
    text: {nb: Går du vakt?, en: Are you on call?}
    variable: q2
    categories:
      - {id: ja, code: 1, nb: Ja, en: "Yes"}
      - {id: nei, code: 2, nb: Nei, en: "No"}
  - id: plager
    kind: multiple
    base: pa_vakt
    waves: [II, III]
    text: {nb: Hva plager deg?, en: What troubles you?}
    variable: q3
    in_wave: {II: {not_offered: [stoy]}}
    categories:
      - {id: sovn, code: 1, nb: Søvn, en: Sleep}
      - {id: stress, code: 2, nb: Stress, en: Stress}
      - {id: stoy, code: 3, nb: Støy, en: Noise}
  - id: timer
    kind: numeric
    whole: false
    minimum: 0
    maximum: 100
    beyond: missing
    text: {nb: Timer i uken, en: Hours a week}
    variable: q4
    unit: {nb: timer, en: hours}
  - id: krav
    kind: battery
    item_kind: ordinal
    scale: enig_5
    text: {nb: Hvor enig er du?, en: How much do you agree?}
    items:
      - {id: mye, variable: k1, nb: Det er mye, en: It is much}
      - {id: tungt, variable: k2, nb: Det er tungt, en: It is heavy}
      - {id: nok, variable: k3, nb: Jeg får nok tid, en: I have time enough}
  - id: merknad
    kind: text
    text: {nb: "Merknad:", en: "Comment:"}
    variable: q9
"""
SCALE = ("helt_uenig", "litt_uenig", "verken", "litt_enig", "helt_enig")
WAVES = ("I", "II", "III")
# shares of the answers in per cent, by question; the first grows from 22 to 51 per cent who fully agree
SHARES = {
    "trives": {"I": (21, 15, 14, 28, 22), "II": (14, 12, 12, 26, 36), "III": (8, 8, 10, 23, 51)},
    "krav_mye": dict.fromkeys(WAVES, (5, 10, 20, 35, 30)),
    "krav_tungt": {"I": (8, 14, 22, 30, 26), "II": (10, 15, 22, 30, 23), "III": (7, 13, 20, 32, 28)},
    "krav_nok": {"I": (40, 25, 15, 12, 8), "II": (36, 27, 15, 13, 9), "III": (38, 25, 17, 12, 8)},
}
VARIABLES = {"trives": "q1", "krav_mye": "k1", "krav_tungt": "k2", "krav_nok": "k3"}
YEAR = {"I": 2020, "II": 2022, "III": 2024}
CODES = {name: code for code, name in enumerate(SCALE, start=1)}


def truth(wave: str, size: int = 300) -> list[dict]:
    """The answers meant: ``size`` doctors, the shares above exactly, in an order that differs by question."""
    rows = [{"id": str(1000 + number)} for number in range(size)]
    for step, (name, shares) in zip((7, 11, 13, 17), SHARES.items(), strict=True):  # coprime with size
        answers = [
            answer for answer, share in zip(SCALE, shares[wave], strict=True) for _ in range(share * size // 100)
        ]
        for number, row in enumerate(rows):
            row[name] = answers[number * step % size]
    for number, row in enumerate(rows):
        row["vakt"] = "ja" if number % 3 else "nei"
        row["timer"] = 30 + number % 41
    return rows


@dataclass
class Folder:
    """A data folder with the exports, and ways to change them."""

    data: DataFolder
    rows: dict[str, list[dict]] = field(default_factory=dict)

    @property
    def codebook(self) -> Codebook:
        return read_codebook(NAME, self.data)

    def raw(self, wave: str) -> Path:
        return self.data.raw(NAME) / wave

    def edit_codebook(self, before: str, after: str) -> None:
        path = self.data.codebook(NAME)
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    def write(self, wave: str, change=None) -> None:
        """Write the export of a wave; ``change`` may change the raw rows first."""
        rows = [self._raw(wave, row) for row in truth(wave)]
        if change:
            change(rows)
        self.rows[wave] = rows
        names = list(dict.fromkeys(name for row in rows for name in row))
        self.raw(wave).mkdir(parents=True, exist_ok=True)
        {"I": self._csv, "II": self._spss, "III": self._excel}[wave](self.raw(wave), names, rows)

    def accept(self, wave: str, what: str, question: str | int) -> None:
        """Write that the evaluator accepts a notice: of a question, or a number of replies."""
        of = f", found: {question}" if what == "replies" else f", question: {question}"
        (self.raw(wave) / "decisions.yaml").write_text(
            f"survey: {NAME}\naccepted:\n"
            f"  - {{what: {what}{of}, reason: Slik var det., reviewed: {{by: analytiker 1, on: 2024-12-01}}}}\n",
            encoding="utf-8",
        )

    @staticmethod
    def _raw(wave: str, row: dict) -> dict:
        turned = wave == "II"
        raw = {"id": row["id"], "startet": f"10.01.{YEAR[wave]} 09:30", "samtykke": 1, "status": 3}
        for name, variable in VARIABLES.items():
            code = CODES[row[name]]
            raw["v7" if turned and name == "trives" else variable] = 6 - code if turned else code
        raw |= {"q2": 1 if row["vakt"] == "ja" else 2, "q4": row["timer"], "q9": ""}
        if wave != "I":
            raw |= {"q3_1": int(row["vakt"] == "ja"), "q3_2": 0}
        if wave == "III":
            raw |= {"q3_3": 0}
        return raw | {"epost": "en@eksempel.no"}

    @staticmethod
    def _csv(folder: Path, names: list[str], rows: list[dict]) -> None:
        with (folder / f"{NAME}.csv").open("w", encoding="windows-1252", newline="") as stream:
            writer = csv.DictWriter(stream, names, delimiter=";")
            writer.writeheader()
            writer.writerows(rows)

    @staticmethod
    def _spss(folder: Path, names: list[str], rows: list[dict]) -> None:
        labels = {5: "Helt uenig", 4: "Litt uenig", 3: "Verken/eller", 2: "Litt enig", 1: "Helt enig", 9: "Vet ikke"}
        values = {name: {float(code): text for code, text in labels.items()} for name in ("v7", "k1", "k2", "k3")}
        pyreadstat.write_sav(
            pd.DataFrame(rows, columns=names), str(folder / f"{NAME}.sav"), variable_value_labels=values
        )

    @staticmethod
    def _excel(folder: Path, names: list[str], rows: list[dict]) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Data"
        sheet.append(names)
        for row in rows:
            sheet.append([row.get(name) for name in names])
        labels = book.create_sheet("Etiketter")
        labels.append(["variabel", "spørsmål", "kode", "etikett"])
        texts = dict(
            zip(range(1, 6), ("Helt uenig", "Litt uenig", "Verken/eller", "Litt enig", "Helt enig"), strict=True)
        )
        for variable in VARIABLES.values():
            for code, text in (texts | {9: "Vet ikke"}).items():
                labels.append([variable, variable, code, text])
        book.save(folder / f"{NAME}.xlsx")


def make(root: Path) -> Folder:
    """Make a data folder with the codebook and the exports of the three waves."""
    (root / "codebooks").mkdir(parents=True)
    (root / "codebooks" / f"{NAME}.yaml").write_text(YAML, encoding="utf-8")
    folder = Folder(DataFolder(root))
    for wave in WAVES:
        folder.write(wave)
    return folder
