"""Counts: one question, by a background, by wave; multiple response, batteries and sums."""

from svarbenk.tables.any_time import any_time
from svarbenk.tables.axis import EVERYBODY, Axis, AxisCategory
from svarbenk.tables.banner import Banner, banner
from svarbenk.tables.count_table import CountTable
from svarbenk.tables.counting import any_option, count
from svarbenk.tables.crossings import Crossings
from svarbenk.tables.groups import grouping
from svarbenk.tables.means import Means, means
from svarbenk.tables.narrowing import base_label, worded_condition
from svarbenk.tables.parquet import count_parquet
from svarbenk.tables.representativeness import overall_difference, representativeness, standardised_difference
from svarbenk.tables.sums import totals

__all__ = [
    "EVERYBODY",
    "Axis",
    "AxisCategory",
    "Banner",
    "CountTable",
    "Crossings",
    "Means",
    "any_option",
    "any_time",
    "banner",
    "base_label",
    "count",
    "count_parquet",
    "grouping",
    "means",
    "overall_difference",
    "representativeness",
    "standardised_difference",
    "totals",
    "worded_condition",
]
