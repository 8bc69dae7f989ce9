"""What was asked: surveys, waves, questions, scales, bases and populations. YAML in, typed model out."""

from svarbenk.codebook.condition import Comparison, Condition
from svarbenk.codebook.derived import derive, sources
from svarbenk.codebook.folder import DataFolder
from svarbenk.codebook.naming import named
from svarbenk.codebook.part import Misplaced, Part
from svarbenk.codebook.question import CLOSED, Column, Item, Question
from svarbenk.codebook.reading import read_codebook
from svarbenk.codebook.review import Remark, review
from svarbenk.codebook.scale import Category, Merge
from svarbenk.codebook.schema import codebook_schema, schema_text
from svarbenk.codebook.survey import Base, CleaningRules, Codebook, NumberRules
from svarbenk.codebook.text import Language, Text, fold, nearest, squeeze
from svarbenk.codebook.waves import Reply, Wave
from svarbenk.codebook.yaml_file import fill, line_of, load_yaml, read_as

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
    "Misplaced",
    "NumberRules",
    "Part",
    "Question",
    "Remark",
    "Reply",
    "Text",
    "Wave",
    "codebook_schema",
    "derive",
    "fill",
    "fold",
    "line_of",
    "load_yaml",
    "named",
    "nearest",
    "read_as",
    "read_codebook",
    "review",
    "schema_text",
    "sources",
    "squeeze",
]
