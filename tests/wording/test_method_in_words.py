from svarbenk.wording import method_statement


def test_stand_in_answers_are_told_first_and_only_then():
    for language in ("nb", "en"):
        told = method_statement(language, synthetic=True)
        assert told[1:] == method_statement(language)
        assert "synt" in told[0]
        assert not any("synt" in each for each in told[1:])


def test_every_paragraph_is_a_sentence_in_its_language():
    assert all(each.endswith(".") for language in ("nb", "en") for each in method_statement(language))
    assert len(method_statement("nb")) == len(method_statement("en"))
