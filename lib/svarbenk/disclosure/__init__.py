"""Disclosure control: a count table in, one that may be shown out."""

from svarbenk.disclosure.suppression import protect

__all__ = ["protect"]
