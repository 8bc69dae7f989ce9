"""Tests in words: which test, what it says, and why this one."""

from svarbenk.codebook import Language
from svarbenk.stats import Reason, TestResult
from svarbenk.wording.numbers import HARD_SPACE, listed, number, p_value, percent

_NAMES = {
    "chi_square": ("kjikvadrattest", "chi-square test"),
    "fisher_exact": ("Fishers eksakte test", "Fisher's exact test"),
    "cochran_armitage": ("Cochran–Armitages trendtest", "Cochran–Armitage trend test"),
    "linear_by_linear": ("lineær-mot-lineær-test", "linear-by-linear test"),
    "jonckheere_terpstra": ("Jonckheere–Terpstras test", "Jonckheere–Terpstra test"),
}
_EFFECTS = {"cramers_v": ("Cramérs V", "Cramér's V")}


def test_name(result: TestResult, language: Language = "nb") -> str:
    """Return the name of a test, such as «Fishers eksakte test»."""
    pair = _NAMES.get(result.test, (result.test, result.test))
    return pair[language == "en"]


def test_sentence(result: TestResult, language: Language = "nb") -> str:
    """Return a test in one line: name, statistic, p and effect.

    «Fishers eksakte test, p = 0,045; Cramérs V = 0,31 (95 % KI 0,20–0,55)». A Monte Carlo p says so, with
    its number of tables and 99 % interval.
    """
    nb = language == "nb"
    name = test_name(result, language)
    parts = [name[:1].upper() + name[1:]]
    if result.statistic is not None and result.df is not None:
        symbol = "χ²"
        parts.append(
            f"{symbol}{HARD_SPACE}={HARD_SPACE}{number(result.statistic, language, 2)}, "
            f"{'frihetsgrader' if nb else 'df'}{HARD_SPACE}={HARD_SPACE}{number(result.df, language)}"
        )
    parts.append(p_value(result.p_value, language))
    text = ", ".join(parts)
    if result.method == "monte_carlo" and result.p_interval is not None:
        low, high = (number(end, language, 4) for end in result.p_interval)
        drawn = number(result.resamples or 0, language)
        text += f" (Monte Carlo, {drawn} {'tabeller, 99 % KI' if nb else 'tables, 99% CI'} {low}–{high})"
    if result.effect is not None:
        effect = result.effect
        label = _EFFECTS.get(effect.name, (effect.name, effect.name))[not nb]
        text += f"; {label}{HARD_SPACE}={HARD_SPACE}{number(effect.value, language, 2)}"
        if effect.low is not None and effect.high is not None:
            level = percent(100 * effect.level, language)
            interval = f"{number(effect.low, language, 2)}–{number(effect.high, language, 2)}"
            text += f" ({level} {'KI' if nb else 'CI'} {interval})"
    return text


def reason_sentence(reason: Reason | None, language: Language = "nb") -> str:
    """Return why a test was chosen: «fordi 58 % av cellene har forventet antall under 5 (minste 0,15)»."""
    if reason is None:
        return ""
    nb = language == "nb"
    values = reason.values
    if reason.code in {"expected_below_5", "expected_sufficient"}:
        share = percent(100 * values["share"], language)
        least = number(values["minimum"], language, 2)
        if nb:
            return f"fordi {share} av cellene har forventet antall under 5 (minste {least})"
        return f"because {share} of the cells have an expected count below 5 (smallest {least})"
    return ""


def significance(p: float, language: Language = "nb", level: float = 0.05) -> str:
    """Return «signifikant» or «ikke signifikant» at a level."""
    if language == "en":
        return "significant" if p < level else "not significant"
    return "signifikant" if p < level else "ikke signifikant"


def association_sentence(tests: dict[str, float], language: Language = "nb", level: float = 0.05) -> str:
    """Say which backgrounds the answers vary with: «Svarene varierer med folketall (p = 0,023), men ikke …».

    Parameters
    ----------
    tests : dict
        Name of the background to p-value; nothing is said where there is none.
    language : str
        «nb» or «en».
    level : float
        Where «varies» ends.
    """
    if not tests:
        return ""
    told = {name: f"{name} ({p_value(p, language)})" for name, p in tests.items()}
    yes = [told[name] for name, p in tests.items() if p < level]
    no = [told[name] for name, p in tests.items() if p >= level]
    if language == "en":
        if yes and no:
            return f"The answers vary with {listed(yes, language)}, but not clearly with {_either(no, language)}."
        if yes:
            return f"The answers vary with {listed(yes, language)}."
        return f"The answers do not vary clearly with {_either(no, language)}."
    if yes and no:
        return f"Svarene varierer med {listed(yes)}, men ikke klart med {_either(no)}."
    if yes:
        return f"Svarene varierer med {listed(yes)}."
    return f"Svarene varierer ikke klart med {_either(no)}."


def _either(parts: list[str], language: Language = "nb") -> str:
    joint = "or" if language == "en" else "eller"
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {joint} {parts[-1]}"
