"""Disclosure control: a count table in, one that may be shown out."""

from svarbenk.disclosure.cells import Scale
from svarbenk.disclosure.small_means import hidden_crossed, protect_means
from svarbenk.disclosure.suppression import hide, protect
from svarbenk.disclosure.views import Background, Backgrounds, Filter, Views, sizes_of

__all__ = [
    "Background",
    "Backgrounds",
    "Filter",
    "Scale",
    "Views",
    "hidden_crossed",
    "hide",
    "protect",
    "protect_means",
    "sizes_of",
]
