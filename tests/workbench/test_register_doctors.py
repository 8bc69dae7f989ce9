"""The extract of doctors in hand: who stayed, came and left, and rank statistics of capitation."""

import shutil

import numpy as np
import pytest
from scipy.stats import mannwhitneyu, spearmanr
from svarbenk.errors import InputError
from svarbenk.register import read_doctors
from svarbenk.workbench.registered import open_register

HEADER = "tidspunkt;lege;kjonn;listetak;listelengde;basistilskudd\n"
# a leaves with 900; d comes with 700; b has two lists and goes from 1 500 to 1 400; c goes from 1 200 to 1 250
SMALL = """\
2023-12;a;kvinne;900;880;60000
2023-12;b;mann;1000;990;70000
2023-12;b;mann;500;490;34000
2023-12;c;kvinne;1200;1190;84000
2024-12;b;mann;1000;950;69000
2024-12;b;mann;400;400;29000
2024-12;c;kvinne;1 250;1240;90000
2024-12;d;mann;700;600;44000
"""


@pytest.fixture
def data(data_folder, tmp_path):
    for part in ("codebooks", "published"):
        shutil.copytree(data_folder.root / part, tmp_path / part)
    (tmp_path / "raw" / "register").mkdir(parents=True)
    return tmp_path


def put(data, rows, header=HEADER):
    (data / "raw" / "register" / "leger.csv").write_text(header + rows, "utf-8")
    return open_register("rapport-iv", data=data)


def test_without_an_extract_there_is_no_table(data):
    register = open_register("rapport-iv", data=data)
    assert register.flow("3-5").blocks == ()
    assert register.ranks("7-6").blocks == ()


def test_who_stayed_came_and_left_with_their_capacity(data):
    [table] = put(data, SMALL).flow("3-5").blocks
    assert table.columns == ("12.2023–12.2024",)
    cells = {row.label: row.cells[0].replace("\u00a0", " ").replace("\u2212", "-") for row in table.rows}
    assert [cells[name] for name in ("Ved starten", "Ble", "Kom", "Sluttet", "Ved slutten")] == [
        "3",
        "2",
        "1",
        "1",
        "3",
    ]
    assert cells["Sluttet av dem ved starten"] == "33,3 %"
    assert cells["Listetak hos dem som kom"] == "700"
    assert cells["Listetak hos dem som sluttet"] == "-900"
    assert cells["Endring hos dem som ble"] == "-50"  # −100 and +50
    assert cells["Endring i alt"] == "-250"
    assert not table.synthetic


def test_small_numbers_are_hidden_where_a_threshold_is_set(data):
    put(data, SMALL)
    [table] = open_register("rapport-iv", data=data, threshold=3).flow("3-5").blocks
    assert {row.cells[0] for row in table.rows} == {":"}
    assert "færre enn 3 leger" in table.notes[0]


def test_a_stand_in_extract_marks_its_tables(data):
    rows = "".join(f"{line};syntetisk\n" for line in SMALL.splitlines())
    [table] = put(data, rows, HEADER.replace("\n", ";datakilde\n")).flow("3-5").blocks
    assert table.synthetic


def test_rank_statistics_are_those_of_scipy(data):
    random = np.random.default_rng(3)
    lines, last = [], []
    for doctor in range(60):
        sex = "kvinne" if doctor % 2 else "mann"
        cap, length = int(random.integers(500, 1500)), int(random.integers(400, 1400))
        money = int(length * random.normal(70, 5))
        lines.append(f"2023-12;l{doctor};{sex};{cap - int(random.integers(-50, 50))};{length - 10};{money}\n")
        lines.append(f"2024-12;l{doctor};{sex};{cap};{length};{money}\n")
        last.append((sex, money / length, cap))
    put(data, "".join(lines))
    tests = {each.id: each.result for each in read_doctors(open_register("rapport-iv", data=data).book.data).ranks()}
    women, men = ([value for sex, value, _ in last if sex == wanted] for wanted in ("kvinne", "mann"))
    expected = mannwhitneyu(women, men, use_continuity=False, method="asymptotic").pvalue
    assert tests["kjonn"].p_value == pytest.approx(expected)
    rho = spearmanr([value for _, value, _ in last], [cap for *_, cap in last])
    assert tests["listetak"].p_value == pytest.approx(rho.pvalue)
    assert tests["listetak"].effect.value == pytest.approx(rho.statistic)
    assert set(tests) == {"kjonn", "listetak", "listelengde", "endring_listetak", "endring_listelengde"}
    [table] = open_register("rapport-iv", data=data).ranks("7-6").blocks
    assert [row.cells[2] for row in table.rows] == ["60"] * 5


def test_a_mistake_in_the_extract_is_told_with_its_line(data):
    with pytest.raises(InputError, match=r"leger\.csv, linje 3, kolonne «listetak»: fant «mange»"):
        put(data, SMALL.replace("b;mann;1000;990", "b;mann;mange;990", 1)).flow("3-5")
