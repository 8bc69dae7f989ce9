"""Words: Norwegian and English numbers, captions, tests and sentences, computed and never typed."""

from svarbenk.wording.absence import (
    all_hidden_reason,
    left_out_note,
    no_wave_reason,
    nobody_answered_reason,
    not_asked_reason,
    selection_note,
)
from svarbenk.wording.account import (
    claim_line,
    comparison_line,
    computed_cell,
    mask_label,
    not_computable_reason,
    printed_place,
    reason_label,
    rule_label,
    status_label,
    verdict_label,
)
from svarbenk.wording.analyses import (
    adjusted_note,
    adjusted_sentence,
    decomposition_sentence,
    points,
    proportionality_note,
    ratio,
)
from svarbenk.wording.builds import cause_label, from_to
from svarbenk.wording.built import built_line, built_status_label
from svarbenk.wording.captions import (
    SYNTHETIC,
    base_line,
    breakdown,
    figure_label,
    hidden_note,
    lowered,
    no_comparison_note,
    no_tests_note,
    none_found_note,
    nonresponse,
    printed_p_note,
    protection_statement,
    synthetic_mark,
    table_label,
    word,
)
from svarbenk.wording.changes import change_sentence
from svarbenk.wording.contrasts import FEWEST_IN_GROUP, contrast_sentence
from svarbenk.wording.families import StarFamily, family_note, no_changes_note, star_note
from svarbenk.wording.group_changes import group_changes_sentence
from svarbenk.wording.levels import level_sentence
from svarbenk.wording.means import mean_change_sentence, mean_contrast_sentence, mean_sentence
from svarbenk.wording.method import method_statement
from svarbenk.wording.notes import note_sentence
from svarbenk.wording.numbers import HARD_SPACE, HIDDEN, hidden_word, listed, number, p_value, percent, rounded, span
from svarbenk.wording.pairings import Pairing, pairings_sentence
from svarbenk.wording.rankings import ranking_sentence
from svarbenk.wording.ranks import rank_words
from svarbenk.wording.sentences import answer_sentence, part_of
from svarbenk.wording.several import Change, changes_sentence, levels_sentence
from svarbenk.wording.shares import Mean, Share, Verb, percent_words, quoted
from svarbenk.wording.standards import scale_means_note, scale_means_sentence, standard_sentence
from svarbenk.wording.tests import (
    association_sentence,
    family_sentence,
    name_of_test,
    reason_sentence,
    significance,
    test_name,
    test_sentence,
)
from svarbenk.wording.waves import source_line, when, whens

__all__ = [
    "FEWEST_IN_GROUP",
    "HARD_SPACE",
    "HIDDEN",
    "SYNTHETIC",
    "Change",
    "Mean",
    "Pairing",
    "Share",
    "StarFamily",
    "Verb",
    "adjusted_note",
    "adjusted_sentence",
    "all_hidden_reason",
    "answer_sentence",
    "association_sentence",
    "base_line",
    "breakdown",
    "built_line",
    "built_status_label",
    "cause_label",
    "change_sentence",
    "changes_sentence",
    "claim_line",
    "comparison_line",
    "computed_cell",
    "contrast_sentence",
    "decomposition_sentence",
    "family_note",
    "family_sentence",
    "figure_label",
    "from_to",
    "group_changes_sentence",
    "hidden_note",
    "hidden_word",
    "left_out_note",
    "level_sentence",
    "levels_sentence",
    "listed",
    "lowered",
    "mask_label",
    "mean_change_sentence",
    "mean_contrast_sentence",
    "mean_sentence",
    "method_statement",
    "name_of_test",
    "no_changes_note",
    "no_comparison_note",
    "no_tests_note",
    "no_wave_reason",
    "nobody_answered_reason",
    "none_found_note",
    "nonresponse",
    "not_asked_reason",
    "not_computable_reason",
    "note_sentence",
    "number",
    "p_value",
    "pairings_sentence",
    "part_of",
    "percent",
    "percent_words",
    "points",
    "printed_p_note",
    "printed_place",
    "proportionality_note",
    "protection_statement",
    "quoted",
    "rank_words",
    "ranking_sentence",
    "ratio",
    "reason_label",
    "reason_sentence",
    "rounded",
    "rule_label",
    "scale_means_note",
    "scale_means_sentence",
    "selection_note",
    "significance",
    "source_line",
    "span",
    "standard_sentence",
    "star_note",
    "status_label",
    "synthetic_mark",
    "table_label",
    "test_name",
    "test_sentence",
    "verdict_label",
    "when",
    "whens",
    "word",
]
