"""One share in a sentence: its words by rule, its percentage and n."""

from svarbenk.codebook import Language
from svarbenk.wording.numbers import number
from svarbenk.wording.ranks import FEWEST, rank_words
from svarbenk.wording.shares import Share, Verb, among, inside, quoted, sentence, subject, told_n, told_percent

# present and past of what people do with an answer, and what comes between the verb and the answer
_VERBS = {
    ("nb", "answer"): ("svarer", "svarte", ""),
    ("nb", "tick"): ("krysser", "krysset", "av for "),
    ("nb", "be"): ("er", "var", ""),
    ("en", "answer"): ("answer", "answered", ""),
    ("en", "tick"): ("tick", "ticked", ""),
    ("en", "be"): ("are", "were", ""),
}


def level_sentence(
    label: str, share: Share, language: Language = "nb", *, verb: Verb = "answer", who: str = "", about: str = ""
) -> str:
    """Say how many give an answer: «Om lag halvparten (48 prosent, n = 912) svarer «ja».».

    In words by rule (``rank_words``) where one fits, otherwise «Andelen som svarer «ja», er 35 prosent (n = 912).».
    Of fewer than 20 replies the counts stand in place of words. What has a ``when`` is told in the past.

    Parameters
    ----------
    label : str
        The answer or merge, in the language of the sentence.
    share : Share
        How many of how many; with ``when`` of one wave, with ``group`` of one group.
    language : str
        «nb» or «en».
    verb : str
        ``answer``, ``tick`` or ``be``.
    who : str
        Who was asked, such as «leger under spesialisering»; everybody where it is empty.
    about : str
        Short name of the question, set before a colon.

    Returns
    -------
    str
        Empty where a number is hidden or there is nobody.
    """
    if not share.known:
        return ""
    nb = language == "nb"
    words = rank_words(share.count, share.n, language)
    told, n = told_percent(share, language), told_n(share.n, language)
    people = _among(who, share.group, language)
    past = bool(share.when)
    if not words and share.n >= FEWEST:
        what = subject(label, verb, language)
        if nb:
            be, when = ("var" if past else "er"), inside(share.when, language)
            begun = f"{people} {be} {what}, {told}" if people else f"{what}, {be} {told}"
            return sentence(f"{begun}{when} ({n})", about)
        be, when = ("was" if past else "is"), inside(share.when, language)
        return sentence(f"{f'{people}, ' if people else ''}{what} {be} {told}{when} ({n})", about)
    some = _some(words, share, told, n, language)
    present, before, joint = _VERBS[language, verb]
    does, answer = before if past else present, f"{joint}{quoted(label, language)}"
    if nb:
        if people:
            return sentence(f"{people} {does} {some} {answer}{inside(share.when, language)}", about)
        return sentence(f"i {share.when} {does} {some} {answer}" if past else f"{some} {does} {answer}", about)
    opened = ", ".join(part for part in (inside(share.when, language).strip(), people) if part)
    return sentence(f"{opened}, {some} {does} {answer}" if opened else f"{some} {does} {answer}", about)


def _some(words: str, share: Share, told: str, n: str, language: Language) -> str:
    """Return who: «om lag halvparten (48 prosent, n = 912)», «alle 56», «ingen av 56», «2 av 7 (29 prosent)»."""
    whole, of = number(share.n, language), "of" if language == "en" else "av"
    if share.count == 0:
        return f"{words} {of} {whole}"
    if share.count == share.n:
        return f"{words} {whole}"
    if not words:
        return f"{number(share.count, language)} {of} {whole} ({told})"
    return f"{words} ({told}, {n})"


def _among(who: str, group: str, language: Language) -> str:
    """Return «blant leger under spesialisering i gruppen «kvinne»», or nothing."""
    nb = language == "nb"
    people = (among(who) if nb else f"among {who}") if who else ""
    where = f"{'i gruppen' if nb else 'in the group'} {quoted(group, language)}" if group else ""
    return " ".join(part for part in (people, where) if part)
