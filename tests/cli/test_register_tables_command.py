"""``svarbenk register tables``: printed register tables against themselves."""


def test_what_print_says_otherwise_is_listed_and_the_status_is_1(svarbenk, data_folder):
    outcome = svarbenk("register", "tables", "6-1", "--data", data_folder.root)
    assert outcome.status == 1
    lines = outcome.out.splitlines()
    # table 6-1: 18 levels and 18 changes, of which the two of 2016 have no level before; three changes are wrong
    assert "18 nivåer,  15 stemmer,  0 innenfor avrunding,  3 avvik" in lines[0]
    assert "trykt 465, regnet 489" in outcome.out
    assert "2 kan ikke regnes" in lines[-1]


def test_a_table_that_adds_up_has_status_0(svarbenk, data_folder):
    outcome = svarbenk("register", "tables", "12.2", "--document", "helse-nord", "--data", data_folder.root)
    assert outcome.status == 0, outcome.out


def test_an_unknown_table_is_told(svarbenk, data_folder):
    outcome = svarbenk("register", "tables", "9-9", "--data", data_folder.root)
    assert outcome.status == 2
    assert "registertabell «9-9»: ikke beskrevet" in outcome.err
