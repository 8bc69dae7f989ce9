"""Disclosure control: a count table in, one that may be shown out."""

from svarbenk.disclosure.small_means import protect_means
from svarbenk.disclosure.suppression import protect

__all__ = ["protect", "protect_means"]
