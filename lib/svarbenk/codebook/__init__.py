"""What was asked: surveys, waves, questions, scales, bases and populations. YAML in, typed model out."""

from svarbenk.codebook.condition import Comparison, Condition
from svarbenk.codebook.folder import DataFolder
from svarbenk.codebook.question import CLOSED, Category, Column, Item, Merge, Question
from svarbenk.codebook.reading import read_codebook
from svarbenk.codebook.survey import Base, CleaningRules, Codebook, NumberRules, Wave
from svarbenk.codebook.text import Language, Text, nearest

__all__ = [
    "CLOSED",
    "Base",
    "Category",
    "CleaningRules",
    "Codebook",
    "Column",
    "Comparison",
    "Condition",
    "DataFolder",
    "Item",
    "Language",
    "Merge",
    "NumberRules",
    "Question",
    "Text",
    "Wave",
    "nearest",
    "read_codebook",
]
