"""What the analyses of an appendix say: adjusted changes, trends over waves, and why a share changed."""

from collections.abc import Sequence

from svarbenk.codebook import Language
from svarbenk.stats import Effect
from svarbenk.wording.numbers import HARD_SPACE, listed, number, p_value, percent
from svarbenk.wording.shares import quoted


def ratio(effect: Effect, language: Language = "nb") -> str:
    """Return an odds ratio with its interval: «2,91 (2,45–3,46)».

    Parameters
    ----------
    effect : Effect
        The ratio.
    language : str
        «nb» or «en».
    """
    low, high = number(effect.low, language, 2), number(effect.high, language, 2)
    return f"{number(effect.value, language, 2)} ({low}–{high})"


def adjusted_sentence(
    name: str, towards: str, times: tuple[str, str], crude: Effect, adjusted: Effect, p: float,
    background: Sequence[str], language: Language = "nb",
) -> str:  # fmt: skip
    """Say how the odds of answers towards one end of a scale changed between two waves, crude and adjusted.

    Parameters
    ----------
    name : str
        The question or item.
    towards : str
        The last answer of the scale.
    times : (str, str)
        The two waves, as «januar 2022».
    crude, adjusted : Effect
        The odds ratios.
    p : float
        Of the adjusted one.
    background : sequence of str
        What was adjusted for.
    language : str
        «nb» or «en».
    """
    level = percent(100 * (adjusted.level or 0.95), language)
    since, until = times
    for_ = listed(list(background), language)
    end = quoted(towards, language)
    low, high = number(crude.low, language, 2), number(crude.high, language, 2)
    factor = number(crude.value, language, 2)
    if language == "en":
        verdict = "" if p < 0.05 else ", no change beyond chance"
        return (
            f"{name}: from {since} to {until} the odds of an answer nearer {end} changed by a factor of {factor} "
            f"({level} interval {low}–{high}); adjusted for {for_} by {ratio(adjusted, language)}, "
            f"{p_value(p, language)}{verdict}."
        )
    verdict = "" if p < 0.05 else ", ingen endring ut over det tilfeldige"
    return (
        f"{name}: fra {since} til {until} er oddsen for et svar nærmere {end} endret med faktoren {factor} "
        f"({level}-intervall {low}–{high}); justert for {for_} {ratio(adjusted, language)}, "
        f"{p_value(p, language)}{verdict}."
    )


def adjusted_note(background: Sequence[str], dropped: int, n: int, language: Language = "nb") -> str:
    """Say what the regression is, and how many replies it leaves out.

    Parameters
    ----------
    background : sequence of str
        What was adjusted for.
    dropped : int
        Replies with something missing, the most of any question; 0 for none.
    n : int
        Replies used, the fewest of any question.
    language : str
        «nb» or «en».
    """
    for_ = listed(list(background), language)
    size = f"n{HARD_SPACE}={HARD_SPACE}{number(n, language)}"
    left = number(dropped, language)
    if language == "en":
        return (
            "Proportional-odds (ordered logit) regression of the answer on the wave: an odds ratio above one means "
            f"answers nearer the end of the scale than in the baseline wave. Adjusted for {for_}. “Don't know” and "
            f"replies without all of these are left out (at most {left} replies of a question; at least {size} used). "
            "Replies are taken as independent and unweighted: who answered in several waves is not known."
        )
    return (
        "Proporsjonal-odds-regresjon (ordnet logit) av svaret på runden: en oddsratio over én betyr svar nærmere "
        f"skalaens ende enn i basisrunden. Justert for {for_}. «Vet ikke» og svar som mangler noe av dette, er utelatt "
        f"(høyst {left} svar på et spørsmål; minst {size} brukt). Svarene er regnet som uavhengige og uvektede: hvem "
        "som har svart i flere runder, er ikke kjent."
    )


def proportionality_note(broken: Sequence[str], tested: int, language: Language = "nb") -> str:
    """Say for which questions one odds ratio does not fit at every threshold; nothing where none was tested.

    Parameters
    ----------
    broken : sequence of str
        Questions whose Brant test has p < 0.05.
    tested : int
        How many were tested.
    language : str
        «nb» or «en».
    """
    if not tested:
        return ""
    many = number(tested, language)
    if language == "en":
        start = f"Brant's test of proportional odds, {many} questions: "
        return start + (
            f"p < 0.05 for {listed(list(broken), language)}, whose odds ratio is an average over the scale."
            if broken
            else "none with p < 0.05."
        )
    start = f"Brants test av proporsjonale odds, {many} spørsmål: "
    return start + (
        f"p < 0,05 for {listed(list(broken), language)}; der er oddsratioen et gjennomsnitt over skalaen."
        if broken
        else "ingen med p < 0,05."
    )


def decomposition_sentence(
    name: str, since: str, until: str, parts: tuple[Effect, Effect, Effect], background: str, language: Language = "nb"
) -> str:
    """Say how much of a change comes from other people having answered, and how much from other answers.

    Parameters
    ----------
    name : str
        What the share is of, such as «Økonomisk trygghet, «enig»».
    since, until : str
        The two waves.
    parts : (Effect, Effect, Effect)
        Total, composition and within, as shares (0–1).
    background : str
        The groups.
    language : str
        «nb» or «en».
    """
    total, composition, within = (_points(each, language) for each in parts)
    if language == "en":
        return (
            f"{name}: of the change of {total} percentage points from {since} to {until}, {composition} come from "
            f"another mix by {background} among those who answered, and {within} from other answers within the groups."
        )
    return (
        f"{name}: av endringen på {total} prosentpoeng fra {since} til {until} kommer {composition} av at de som "
        f"svarte, er annerledes fordelt etter {background}, og {within} av andre svar innenfor gruppene."
    )


def points(effect: Effect, language: Language = "nb") -> str:
    """Return a difference of shares in percentage points with its interval: «+18,6 (+15,0 til +22,2)».

    Parameters
    ----------
    effect : Effect
        As a share, 0–1.
    language : str
        «nb» or «en».
    """
    between = " to " if language == "en" else " til "
    return f"{_points(effect, language)} ({_signed(effect.low, language)}{between}{_signed(effect.high, language)})"


def _points(effect: Effect, language: Language) -> str:
    return _signed(effect.value, language)


def _signed(share: float, language: Language) -> str:
    written = number(abs(100 * share), language, 1)
    nought = number(0, language, 1)
    return written if written == nought else f"{'+' if share > 0 else '−'}{written}"
