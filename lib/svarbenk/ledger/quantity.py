"""Quantities in words: «mer enn halvparten», «om lag en tredjedel», «to av tre», «7 minutter og 3 sekunder»."""

import re

ABOUT_SHARE = 5.0
"""How many percentage points from a share in words («halvparten», «om lag en tredjedel») still agree with it."""
ABOUT_NUMBER = 2.5
"""How far from a number with «om lag» or «ca.» still agrees with it, as one rounded to the nearest five."""
VERY_FEW = 10.0
"""The per cent below which «svært få» agrees."""

WORDS = {
    word: value
    for value, words in enumerate(
        ("null", "én en ett", "to", "tre", "fire", "fem", "seks", "sju syv", "åtte", "ni", "ti", "elleve", "tolv")
    )
    for word in words.split()
}
"""Number words and their values."""

_BOUNDS = {
    "mer enn": ">", "flere enn": ">", "over": ">", "minst": "≥",
    "litt over": ">", "i overkant av": ">", "litt under": "<", "i underkant av": "<",
    "mindre enn": "<", "færre enn": "<", "under": "<", "høyst": "≤",
}  # fmt: skip
_ABOUT = ("om lag", "omtrent", "omkring", "rundt", "cirka", "ca.", "ca", "nesten", "nærmere", "nær")
_ONLY = ("kun", "bare", "hele")
_FIXED = {
    "halvparten": (50.0, ""),
    "flertallet": (50.0, ">"),
    "et flertall": (50.0, ">"),
    "flertall": (50.0, ">"),
    "et mindretall": (50.0, "<"),
    "svært få": (VERY_FEW, "<"),
    "ingen": (0.0, "="),
    "flest": (1.0, ""),
    "mest nyttig": (1.0, ""),
    "minst nyttige": (2.0, "≤"),
    "blant de to laveste": (2.0, "≤"),
}
_PARTS = {"halv": 2, "tredjedel": 3, "fjerdedel": 4, "femtedel": 5, "sjettedel": 6, "tiendedel": 10}
_PART = re.compile(rf"(?P<count>\w+) (?P<part>{'|'.join(_PARTS)})(?:er|en)?")
_OF = re.compile(r"(?P<count>\w+) av (?P<whole>\w+)")
_SECONDS = {"sekund": 1, "minutt": 60, "time": 3600}
_SPAN = re.compile(r"(?P<count>\w+) (?P<unit>sekund|minutt|time)(?:er|r)?")


def split_modifier(text: str) -> tuple[str, str, bool]:
    """Split off what stands before the quantity in ``text``: the rest, the bound it sets, whether it says «about»."""
    for word in _ONLY:
        text = text.removeprefix(f"{word} ")
    for word, bound in _BOUNDS.items():
        if text.startswith(f"{word} ") and text not in _FIXED:
            return text.removeprefix(f"{word} "), bound, False
    for word in _ABOUT:
        if text.startswith(f"{word} "):
            return text.removeprefix(f"{word} "), "", True
    return text, "", False


def share(text: str) -> tuple[float, str, bool] | None:
    """Read the ``text`` of a share or place in words: value, bound, and whether it is rough; None where it is none."""
    if text in _FIXED:
        value, bound = _FIXED[text]
        return value, bound, text == "halvparten"
    if (match := _PART.fullmatch(text)) and (count := _whole(match["count"])) is not None:
        return 100 * count / _PARTS[match["part"]], "", True
    match = _OF.fullmatch(text)
    if match and (count := _whole(match["count"])) is not None and (whole := _whole(match["whole"])):
        return 100 * count / whole, "", True
    return None


def span(text: str, unit: str) -> tuple[float, float] | None:
    """Read a duration, such as «6 timer og 15 minutter», in the ``unit`` of its ``text``'s row.

    Returns the value and half of the smallest unit named, both in ``unit`` (sekunder, minutter or timer); None
    where the text is no duration or the unit none of time.
    """
    size = next((seconds for name, seconds in _SECONDS.items() if unit.startswith(name[:3])), None)
    if size is None:
        return None
    total, smallest = 0.0, float(max(_SECONDS.values()))
    for part in text.split(" og "):
        match = _SPAN.fullmatch(part)
        count = match and _whole(match["count"])
        if match is None or count is None:
            return None
        total += count * _SECONDS[match["unit"]]
        smallest = min(smallest, _SECONDS[match["unit"]])
    return total / size, smallest / 2 / size


def _whole(text: str) -> int | None:
    return int(text) if text.isdigit() else WORDS.get(text)
