"""Words: Norwegian and English numbers, captions, tests and sentences, computed and never typed."""

from svarbenk.wording.account import comparison_line, reason_label, rule_label, status_label
from svarbenk.wording.captions import (
    SYNTHETIC,
    base_line,
    breakdown,
    figure_label,
    hidden_note,
    no_tests_note,
    nonresponse,
    printed_p_note,
    protection_statement,
    synthetic_mark,
    table_label,
    word,
)
from svarbenk.wording.numbers import HARD_SPACE, HIDDEN, listed, number, p_value, percent, rounded, span
from svarbenk.wording.sentences import answer_sentence, part_of
from svarbenk.wording.tests import association_sentence, reason_sentence, significance, test_name, test_sentence

__all__ = [
    "HARD_SPACE",
    "HIDDEN",
    "SYNTHETIC",
    "answer_sentence",
    "association_sentence",
    "base_line",
    "breakdown",
    "comparison_line",
    "figure_label",
    "hidden_note",
    "listed",
    "no_tests_note",
    "nonresponse",
    "number",
    "p_value",
    "part_of",
    "percent",
    "printed_p_note",
    "protection_statement",
    "reason_label",
    "reason_sentence",
    "rounded",
    "rule_label",
    "significance",
    "span",
    "status_label",
    "synthetic_mark",
    "table_label",
    "test_name",
    "test_sentence",
    "word",
]
