"""The register numbers of the report's running text: all that the sources count, verbatim, at their lines."""

import re
from collections import defaultdict

import pytest
from svarbenk.ledger import read_ledger

# ``register_claims.csv`` of the sources in its order: line of the text and the number printed there.
CLAIMS = """
102:2021 106:50 108:1,8 134:249 134:5_517 134:150_000 134:214_000 134:163_000 134:350_000 134:330_000 146:1_066
146:983 162:1_330 162:4,2 207:213_000 207:210_000 209:28 245:17 245:1,3 245:3 245:0,2 245:72 245:16 247:0,3 247:31
247:28 247:19 247:23 249:0,26 249:0,24 259:4,7 259:1,5 259:10 259:1,6 259:2,3 259:22 259:10 262:3,6 262:2,4 264:0,5
264:0,4 264:0,2 264:0,25 264:0,22 268:13 268:9 268:8 268:31 317:5_268 317:212 317:249 317:5_517 319:139 319:227
319:3_583 321:64_000 321:152_000 343:104_301 343:214_074 343:163_004 350:31_235 350:28_675 354:565 354:443_446
354:316 362:279_349 362:12_070 362:152_027 376:758 376:785 376:9 399:18,3 399:130_000 399:360_000 399:90_000
401:3,274 401:0,006 401:0,02 403:2,21 403:2,31 403:2,40 403:2,48 407:0,446 407:3,681 407:4,495 407:3,169 407:0,442
411:823_000 411:784_000 411:628_000 411:156_000 435:20 435:19,8 435:21,7 459:0,37 459:0,42 485:70 485:41 485:29
485:36 485:43 485:25 487:50 487:10 487:14,5 491:50_000 491:350_000 491:330_000 501:18 501:2_265 529:466 529:520
529:565 529:350 529:300 529:6 531:30 531:16 553:557 553:665 553:19 555:1,2 558:109 558:80 572:2-4 572:1,3-1,5
574:15-20 574:8 749:1_185 749:28 749:1_150 792:50 792:60 795:227 795:139 795:40-83 830:242 830:565 830:71 842:10
842:41 873:15 873:27 893:9_184 893:6_513 893:5_573 902:1_073 902:1_411 902:32 904:10 1021:983 1021:1_010 1021:707
1021:723 1021:1_054 1021:912 1025:59 1025:37 1025:4 1025:12 1025:9 1042:453 1042:30 1042:6 1042:7 1044:12 1044:1,2
1044:4,8 1044:28 1044:16,7 1068:3,6 1068:1,2 1068:1,6 1076:1,8 1076:4,9 1078:700 1078:1,2 1093:233 1093:75 1093:205
1093:480 1093:250 1095:5_517 1095:5_546 1095:260 1095:79 1095:21 1137:474 1145:69 1145:75 1157:350 1157:205 1157:480
1159:250 1159:730 1161:52 1161:28 1161:1_073 1161:606_000 1161:920_000 1161:773_000 1161:843_000 1161:708_000
1189:391 1189:368 1189:94 1189:3 1189:13 1189:6 1191:211 1191:180 1191:72,2 1191:71,9 1193:73,4 1207:0,1399 1255:68
1255:64 1255:30 1255:6 1255:9 1255:63 1255:12 1403:0,28 1403:0,001 1443:-0.3067 1443:-0.2999 1445:0,0013 1491:62
1491:16 1593:9 1560:21 1750:1_372 1750:3,7 1750:1_330 1750:4,2 1836:12 1836:22 1836:50 1836:28 1911:136_414
2014:4_600 2016:50 2016:100
"""
# printed there besides, found when the text around each figure was read
MORE = """
233:18 233:15 362:litt_under_5_000 366:4_952 399:nærmere_1 403:0,10 403:0,09 403:0,08 409:-0,346 409:-0,538 409:-0,442
409:-0,11 409:-0,084 867:1_066 867:983 1491:fire 1848:466 1848:520 1848:565 1848:om_lag_350 1886:1_066 1886:983
"""


@pytest.fixture(scope="module")
def printed(data_folder):
    """Line to what is printed there of registers."""
    found = defaultdict(list)
    for entry in read_ledger(data_folder, document="rapport-iv-2025").select(table="tekst", survey=""):
        found[entry.line].append(entry)
    return found


def ends(value):
    """The ends of a range such as «15-20»; the number itself otherwise."""
    return value.split("-") if re.fullmatch(r"[\d,]+-[\d,]+", value) else [value]


def test_every_number_of_the_sources_is_there(printed):
    claims = CLAIMS.split()
    assert len(claims) == 243
    for claim in claims:
        line, value = claim.split(":")
        for end in ends(value.replace("_", " ")):
            bare = [re.sub(r"^(\D* |<)", "", entry.printed) for entry in printed[int(line)]]
            assert end in bare, claim


def test_what_the_sources_missed_is_there(printed):
    for claim in MORE.split():
        line, value = claim.split(":")
        assert value.replace("_", " ") in [entry.printed for entry in printed[int(line)]], claim


def test_a_number_is_read_and_has_a_period_and_a_name(printed):
    for entries in printed.values():
        for entry in entries:
            assert entry.number.value is not None
            assert re.fullmatch(r"[a-z0-9_]+", entry.question), entry.question
            assert re.fullmatch(r"(\d{4}(-\d\d|-\d{4})?|I{1,3}|IV)?", entry.wave), entry.wave
