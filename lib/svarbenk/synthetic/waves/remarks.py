"""Invented remarks in free text: some with invented names, telephone numbers and e-mail, some like formulas."""

import zlib
from dataclasses import dataclass

import numpy as np

_PLAIN = (
    "Oppdiktet merknad: for lite tid til faglig oppdatering.",
    "Oppdiktet merknad: vikarene kommer og går.",
    "oppdiktet merknad, listen er lukket siden i vår",
    "Oppdiktet merknad: 8.2-avtalen ble sagt opp; ny avtale er ikke på plass.",
    "Oppdiktet merknad – «to do-listen» blir aldri tom",
)
_TELLING = (
    "Oppdiktet merknad: ta gjerne kontakt med {name} på {phone}.",
    "Oppdiktet merknad: send skjemaet til {mail}",
    "Oppdiktet merknad. Hilsen {name}, {mail}",
    "Oppdiktet merknad: ring {phone} etter kl. 15",
    "Oppdiktet merknad, se www.eksempel.no/{number}",
)
_LIKE_FORMULAS = (
    '=HYPERLINK("http://eksempel.no")',
    "+47 {phone} er nummeret vårt (oppdiktet)",
    "-se vedlegg (oppdiktet)",
    "@oppdiktet merknad",
)
_FIRST = ("Test", "Prøve", "Eksempel", "Oppdiktet")
_LAST = ("Testesen", "Prøvesen", "Eksempelsen", "Diktesen")


@dataclass(frozen=True)
class Remark:
    """A remark, and the invented contact details in it: what must not be there any more after masking."""

    text: str
    details: tuple[str, ...] = ()


def invent_remark(question: str, reply: str, share: float, seed: int) -> Remark | None:
    """Return the remark that a reply made to a question, or None; the same for the same arguments.

    Parameters
    ----------
    question, reply : str
        Ids.
    share : float
        How many make one.
    seed : int
        The recipe's.
    """
    rng = np.random.default_rng([seed, zlib.crc32(f"{question}/{reply}".encode())])
    if rng.random() >= share:
        return None
    kind = rng.random()
    among = _PLAIN if kind < 0.55 else _TELLING if kind < 0.85 else _LIKE_FORMULAS
    pattern = among[int(rng.integers(len(among)))]
    number = int(rng.integers(1, 100))
    details = {
        "name": f"{_FIRST[int(rng.integers(len(_FIRST)))]} {_LAST[int(rng.integers(len(_LAST)))]}",
        "phone": f"000 00 0{number:02d}",
        "mail": f"testperson{number}@eksempel.no",
    }
    told = tuple(text for name, text in details.items() if f"{{{name}}}" in pattern)
    return Remark(pattern.format(**details, number=number) if "HYPERLINK" not in pattern else pattern, told)
