"""Clean answers: one tidy frame with its codebook, weights and row account."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from svarbenk.codebook import Codebook, Question, Text, derive
from svarbenk.errors import InputError
from svarbenk.responses.account import RowAccount, combined

REPLY_ID = "svar_id"
WAVE = "runde"
MEMBERS = "enheter"
PROVENANCE = "datakilde"
WEIGHT = "vekt"
QUESTION = "spoersmaal"
TEXT = "tekst"


def option_column(question: str, option: str) -> str:
    """Return the name of the clean column of one option of a multiple-response question."""
    return f"{question}__{option}"


def range_columns(question: str) -> tuple[str, str]:
    """Return the names of the clean columns with the lowest and highest number of a question with ranges."""
    return f"{question}_lav", f"{question}_hoy"


def no_texts(waves: pd.CategoricalDtype) -> pd.DataFrame:
    """Return a frame of texts without any, its ``waves`` being those of the answers."""
    types = {REPLY_ID: "string", WAVE: waves, QUESTION: "string", TEXT: "string"}
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in types.items()})


def own_weights(frame: pd.DataFrame) -> pd.Series | None:
    """Return the weights that a survey's files came with, if every reply of the clean ``frame`` has one."""
    return frame[WEIGHT].astype(float) if WEIGHT in frame and frame[WEIGHT].notna().all() else None


@dataclass(frozen=True)
class Responses:
    """Clean answers of one survey, one row a reply.

    ``frame`` has ``svar_id``, ``runde``, ``enheter`` (how many members, such as kommuner, the reply speaks
    for), ``datakilde``, then one column a question: an ordered categorical of category ids (``single``,
    ``ordinal``), nullable numbers (``numeric``); ``<question>__<option>`` as nullable booleans
    (``multiple``); ``<question>_lav`` and ``_hoy`` where ranges are kept. Missing is missing; so is what a wave did
    not ask or offer. ``accounts`` has the row account of each wave (one alone will do). ``weights`` has one weight a
    row (after cleaning, those that the file came with), or is None. ``narrowed`` is the condition of
    ``where``, if any. ``texts`` has the answers in free text, contact details masked, one row a text (``svar_id``,
    ``runde``, ``spoersmaal``, ``tekst``); it is None where they were left on disk, as for everything that shows
    answers to others. ``remarks`` are told under everything that is made from the answers, such as that a
    selection does not apply to them.
    """

    frame: pd.DataFrame
    codebook: Codebook
    accounts: tuple[RowAccount, ...]
    weights: pd.Series | None = None
    narrowed: str | None = None
    texts: pd.DataFrame | None = None
    remarks: tuple[Text, ...] = ()

    def __post_init__(self):
        if isinstance(self.accounts, RowAccount):
            object.__setattr__(self, "accounts", (self.accounts,))

    @property
    def account(self) -> RowAccount:
        """The row account; of several waves, added up."""
        return combined(self.accounts)

    def __len__(self) -> int:
        return len(self.frame)

    @cached_property
    def synthetic(self) -> bool:
        """Whether any row says that it is stand-in data."""
        return bool(self.frame[PROVENANCE].astype("string").str.casefold().str.startswith("syntetisk").any())

    @property
    def joint(self) -> int:
        """How many replies speak for more than one member."""
        return int((self.frame[MEMBERS] > 1).sum())

    @property
    def members(self) -> int:
        """How many members the replies speak for in all."""
        return int(self.frame[MEMBERS].sum())

    def of_wave(self, wave: str) -> "Responses":
        """Return the answers of one ``wave`` (its id), with its row account."""
        kept = self.frame[WAVE] == wave
        texts = self.texts if self.texts is None else self.texts[self.texts[WAVE] == wave].reset_index(drop=True)
        frame = self.frame[kept].reset_index(drop=True)
        weights = None if self.weights is None else self.weights[kept].reset_index(drop=True)
        accounts = tuple(account for account in self.accounts if account.wave == wave)
        return replace(self, frame=frame, accounts=accounts, weights=weights, texts=texts)

    def without_texts(self) -> "Responses":
        """Return the answers without free text."""
        return replace(self, texts=None)

    def answers(self, question: Question) -> pd.Series:
        """Return the answers to a single, ordinal or numeric question; derived ones are worked out here.

        A sum is missing where every part is missing; a missing part counts as none.
        """
        if question.derived:
            return derive(question, lambda name: self.answers(self.codebook.question(name)))
        return self.frame[question.id]

    def options(self, question: Question) -> pd.DataFrame:
        """Return a multiple-response question as one nullable boolean column an option, named by its id."""
        names = {option_column(question.id, option): option for option in question.category_ids}
        return self.frame[list(names)].rename(columns=names)

    def asked(self, question: Question) -> pd.Series:
        """Return which replies were asked a ``question``: those in its base, of the waves that had it."""
        waves = self.codebook.waves_of(question.id)
        return self.in_base(question.base) & self.frame[WAVE].isin(waves)

    def in_base(self, base: str | None) -> pd.Series:
        """Return which replies belong to a named ``base``; everybody for None."""
        if base is None:
            return pd.Series(True, index=self.frame.index)
        return self.codebook.bases[base].condition.holds(self._columns())

    def where(self, condition: str, *, empty: bool = False) -> "Responses":
        """Return the replies for which a condition holds, such as ``"sentralitet == 'niva_6'"``.

        Parameters
        ----------
        condition : str
            See ``Codebook.condition``.
        empty : bool
            Whether it may hold for nobody.

        Raises
        ------
        InputError
            If the condition cannot be read, or no reply is left.
        """
        parsed = self.codebook.condition(condition)
        kept = parsed.holds(self._columns())
        if not kept.any() and not empty:
            raise InputError(f"vilkåret «{condition}»: ingen av {len(self)} svar oppfyller det")
        both = f"({self.narrowed}) and ({condition})" if self.narrowed else condition
        return replace(self._only(kept), narrowed=both)

    def of_waves(self, waves: Iterable[str]) -> "Responses":
        """Return the answers of some ``waves`` (their ids), with their row accounts; nothing is said to be left out."""
        wanted = set(waves)
        accounts = tuple(account for account in self.accounts if account.wave in wanted)
        return replace(self._only(self.frame[WAVE].isin(wanted)), accounts=accounts)

    def remarked(self, *remarks: Text) -> "Responses":
        """Return the answers with ``remarks`` to be told under everything that is made from them."""
        return replace(self, remarks=(*self.remarks, *remarks))

    def _only(self, kept: pd.Series) -> "Responses":
        weights = None if self.weights is None else self.weights[kept]
        frame, texts = self.frame[kept], self.texts
        if texts is not None:
            ids = pd.MultiIndex.from_frame(frame[[REPLY_ID, WAVE]].astype(str))
            texts = texts[pd.MultiIndex.from_frame(texts[[REPLY_ID, WAVE]].astype(str)).isin(ids)]
        return replace(self, frame=frame, weights=weights, texts=texts)

    def _columns(self) -> Mapping[str, pd.Series]:
        return _Answers(self)


class _Answers(Mapping):
    """The answers by question id, sums included, made only when a condition asks for them."""

    def __init__(self, responses: Responses):
        self._responses = responses

    def __getitem__(self, name: str) -> pd.Series:
        if name == WAVE:
            return self._responses.frame[WAVE]
        question = self._responses.codebook.question(name)
        if question.kind not in {"single", "ordinal", "numeric"} or question.ranges:
            raise InputError(f"vilkår på «{name}»: ventet et spørsmål med ett svar, ikke «{question.kind}»")
        return self._responses.answers(question)

    def __iter__(self):
        return iter(question.id for question in self._responses.codebook.questions)

    def __len__(self) -> int:
        return len(self._responses.codebook.questions)
