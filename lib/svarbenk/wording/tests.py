"""Tests in words: which test, what it says, and why this one."""

from svarbenk.codebook import Language
from svarbenk.stats import Reason, TestResult, WeightedTest, WelchTest
from svarbenk.wording.numbers import HARD_SPACE, listed, number, p_value, percent

_NAMES = {
    "chi_square": ("kjikvadrattest", "chi-square test"),
    "fisher_exact": ("Fishers eksakte test", "Fisher's exact test"),
    "cochran_armitage": ("Cochran–Armitages trendtest", "Cochran–Armitage trend test"),
    "linear_by_linear": ("lineær-mot-lineær-test", "linear-by-linear test"),
    "jonckheere_terpstra": ("Jonckheere–Terpstras test", "Jonckheere–Terpstra test"),
    "chi_square_yates": ("kjikvadrattest med Yates' korreksjon", "chi-square test with Yates' correction"),
    "chi_square_n_1": ("kjikvadrattest med n − 1", "n − 1 chi-square test"),
    "likelihood_ratio": ("sannsynlighetskvotetest", "likelihood-ratio test"),
    "fisher_mid_p": ("Fishers test med mid-p", "Fisher's test with mid-p"),
    "two_proportions": ("test av to andeler", "test of two proportions"),
    "mcnemar": ("McNemars eksakte test", "McNemar's exact test"),
    "mcnemar_mid_p": ("McNemars test med mid-p", "McNemar's test with mid-p"),
    "mcnemar_asymptotic": ("McNemars test", "McNemar's test"),
    "mcnemar_asymptotic_corrected": ("McNemars test med korreksjon", "McNemar's test with continuity correction"),
    "stuart_maxwell": ("Stuart–Maxwells test", "Stuart–Maxwell test"),
    "mann_whitney": ("Mann–Whitneys test", "Mann–Whitney test"),
    "kruskal_wallis": ("Kruskal–Wallis' test", "Kruskal–Wallis test"),
    "spearman": ("Spearmans rangkorrelasjon", "Spearman's rank correlation"),
    "proportional_odds": ("proporsjonal-odds-regresjon", "proportional-odds regression"),
    "rao_scott": ("Rao–Scotts test", "Rao–Scott test"),
    "equal_differences": ("Cochrans Q av endringene", "Cochran's Q of the changes"),
    "binomial": ("eksakt binomialtest", "exact binomial test"),
    "welch_t": ("Welchs t-test", "Welch's t test"),
    "welch_anova": ("Welchs variansanalyse", "Welch's analysis of variance"),
}
_EFFECTS = {
    "cramers_v": ("Cramérs V", "Cramér's V"),
    "cramers_v_bias_corrected": ("Cramérs V uten skjevhet", "bias-corrected Cramér's V"),
    "odds_ratio": ("oddsratio", "odds ratio"),
    "odds_ratio_conditional": ("betinget oddsratio", "conditional odds ratio"),
    "difference": ("differanse", "difference"),
    "difference_paired": ("differanse", "difference"),
    "slope": ("stigning", "slope"),
    "correlation": ("korrelasjon", "correlation"),
    "probability_of_superiority": ("sannsynlighet for høyere svar", "probability of superiority"),
    "epsilon_squared": ("epsilon²", "epsilon²"),
    "spearman": ("Spearmans rho", "Spearman's rho"),
    "proportion": ("andel", "proportion"),
}
# what a test's statistic is called; a chi-square where nothing else is said
_SYMBOLS = {
    "cochran_armitage": "z",
    "linear_by_linear": "z",
    "jonckheere_terpstra": "z",
    "mann_whitney": "z",
    "spearman": "t",
    "rao_scott": "F",
    "welch_t": "t",
    "welch_anova": "F",
}
# Cochran's rule: no more of the cells than this may have an expected count below 5
MOST_BELOW_5 = 0.2


def test_name(result: TestResult, language: Language = "nb") -> str:
    """Return the name of the test behind a ``result``, such as «Fishers eksakte test»."""
    return name_of_test(result.test, language)


def name_of_test(code: str, language: Language = "nb") -> str:
    """Return the name of a test from its ``code`` (``TestResult.test``); the code itself where it has no name."""
    return _NAMES.get(code, (code, code))[language == "en"]


def test_sentence(result: TestResult, language: Language = "nb", *, capital: bool = True) -> str:
    """Return a test in one line: name, statistic, p and effect.

    «Fishers eksakte test, p = 0,045; Cramérs V = 0,31 (95 % KI 0,20–0,55)». A Monte Carlo p says so, with
    its number of tables and 99 % interval.

    Parameters
    ----------
    result : TestResult
        The test.
    language : str
        «nb» or «en».
    capital : bool
        Whether it begins a sentence.
    """
    nb = language == "nb"
    name = test_name(result, language)
    parts = [name[:1].upper() + name[1:] if capital else name]
    symbol = _SYMBOLS.get(result.test, "χ²")
    if result.statistic is not None and (result.df is not None or symbol == "z"):
        parts.append(f"{symbol}{HARD_SPACE}={HARD_SPACE}{number(result.statistic, language, 2)}")
    if result.statistic is not None and result.df is not None:
        decimals = 0 if float(result.df).is_integer() else 1
        degrees = number(result.df, language, decimals)
        if isinstance(result, WeightedTest | WelchTest) and result.df_denominator is not None:
            degrees += f" {'og' if nb else 'and'} {number(result.df_denominator, language, 1)}"
        parts.append(f"{'frihetsgrader' if nb else 'df'}{HARD_SPACE}={HARD_SPACE}{degrees}")
    parts.append(p_value(result.p_value, language))
    text = ", ".join(parts)
    if result.method == "monte_carlo" and result.p_interval is not None:
        low, high = (number(end, language, 4) for end in result.p_interval)
        drawn = number(result.resamples or 0, language)
        level = percent(99, language)
        text += f" (Monte Carlo, {drawn} {'tabeller' if nb else 'tables'}, {level} {'KI' if nb else 'CI'} {low}–{high})"
    if result.effect is not None:
        effect = result.effect
        label = _EFFECTS.get(effect.name, (effect.name, effect.name))[not nb]
        text += f"; {label}{HARD_SPACE}={HARD_SPACE}{number(effect.value, language, 2)}"
        if effect.low is not None and effect.high is not None:
            level = percent(100 * effect.level, language)
            # a dash between two signs cannot be told from a minus
            between = (" til " if nb else " to ") if effect.low < 0 else "–"
            interval = f"{number(effect.low, language, 2)}{between}{number(effect.high, language, 2)}"
            text += f" ({level} {'KI' if nb else 'CI'} {interval})"
    return text


def reason_sentence(reason: Reason | None, language: Language = "nb") -> str:
    """Return why a test was chosen: «fordi 58 % av cellene har forventet antall under 5 (minste 0,15)».

    Parameters
    ----------
    reason : Reason or None
        The code and its values; nothing is said of none, or of a code that has no words here.
    language : str
        «nb» or «en».
    """
    if reason is None:
        return ""
    nb = language == "nb"
    values = reason.values
    if reason.code in {"expected_below_5", "expected_sufficient"}:
        share = percent(100 * values["share"], language)
        if share == percent(100 * MOST_BELOW_5, language) and values["share"] > MOST_BELOW_5:
            # a little more than the rule allows must not be written as what it allows
            share = percent(100 * values["share"], language, 1)
        least = number(values["minimum"], language, 2)
        if reason.code == "expected_below_5" and values["share"] <= MOST_BELOW_5:
            # few are small, and one of them is too small for the rule
            if nb:
                return f"fordi det minste forventede antallet er under 1 ({least})"
            return f"because the smallest expected count is below 1 ({least})"
        if values["share"] == 0:
            none = "ingen av cellene har forventet antall under 5" if nb else "no cell has an expected count below 5"
            return f"fordi {none} (minste {least})" if nb else f"because {none} (smallest {least})"
        if reason.code == "expected_sufficient":
            share = f"{'bare' if nb else 'only'} {share}"
        if nb:
            return f"fordi {share} av cellene har forventet antall under 5 (minste {least})"
        return f"because {share} of the cells have an expected count below 5 (smallest {least})"
    if reason.code in {"expected_at_least_1", "expected_below_1"}:
        least = number(values["minimum"], language, 2)
        below = reason.code == "expected_below_1"
        if nb:
            return f"fordi det minste forventede antallet er {'under 1' if below else 'minst 1'} ({least})"
        return f"because the smallest expected count is {'below 1' if below else 'at least 1'} ({least})"
    if reason.code in {"groups_large", "groups_small"}:
        least, limit = number(values["least"], language), number(values["limit"], language)
        if reason.code == "groups_large":
            if nb:
                return f"fordi hver gruppe har minst {limit} svar (minste {least})"
            return f"because every group has at least {limit} replies (smallest {least})"
        if nb:
            return f"fordi en gruppe har færre enn {limit} svar ({least})"
        return f"because a group has fewer than {limit} replies ({least})"
    if reason.code == "answers_on_scale":
        return "fordi svarene er trinn på en skala" if nb else "because the answers are steps of a scale"
    if reason.code in {"discordant_few", "discordant_sufficient"}:
        changed = number(values["discordant"], language)
        few = reason.code == "discordant_few"
        if nb:
            return f"fordi svarene er parvise og {changed} skiftet svar" + (
                ", for få til normaltilnærming" if few else ""
            )
        return f"because answers are paired and {changed} changed" + (
            ", too few for the normal approximation" if few else ""
        )
    if reason.code == "paired_categories":
        return (
            "fordi svarene er parvise og har flere enn to verdier"
            if nb
            else "because answers are paired with more than two values"
        )
    return ""


def significance(p: float, language: Language = "nb", level: float = 0.05) -> str:
    """Return «signifikant» or «ikke signifikant».

    Parameters
    ----------
    p : float
        Not rounded.
    language : str
        «nb» or «en».
    level : float
        A p below it is significant.
    """
    if language == "en":
        return "significant" if p < level else "not significant"
    return "signifikant" if p < level else "ikke signifikant"


def association_sentence(tests: dict[str, float], language: Language = "nb", level: float = 0.05) -> str:
    """Say which backgrounds the answers vary with: «Svarene varierer med folketall (p = 0,023), men ikke …».

    Parameters
    ----------
    tests : dict
        Name of the background to p-value, not rounded; nothing is said where there is none.
    language : str
        «nb» or «en».
    level : float
        A p below it «varies», however it is written: 0.0496 does, and is written 0,050.
    """
    if not tests:
        return ""
    told = {name: f"{name} ({p_value(p, language)})" for name, p in tests.items()}
    yes = listed([told[name] for name, p in tests.items() if p < level], language)
    no = listed([told[name] for name, p in tests.items() if p >= level], language, either=True)
    if language == "en":
        if not yes:
            return f"The answers do not vary clearly with {no}."
        return f"The answers vary with {yes}{f', but not clearly with {no}' if no else ''}."
    if not yes:
        return f"Svarene varierer ikke klart med {no}."
    return f"Svarene varierer med {yes}{f', men ikke klart med {no}' if no else ''}."


def family_sentence(tests: int, raw: int, corrected: int, level: float = 0.05, language: Language = "nb") -> str:
    """Say how many tests there are and how many are below a level, before and after Holm's correction.

    Parameters
    ----------
    tests, raw, corrected : int
        Tests in all; below the level as they stand; below it after correction as one family.
    level : float
        The level.
    language : str
        «nb» or «en».
    """
    nb = language == "nb"
    if not tests:
        return "Ingen tester vises, fordi antall er skjult." if nb else "No tests are shown, as counts are hidden."
    limit = number(level, language, 2)
    count, before, after = (number(each, language) for each in (tests, raw, corrected))
    if tests == 1:
        if nb:
            return f"Kapitlet har én test. Den har {'' if raw else 'ikke '}p under {limit}."
        return f"The chapter has one test. Its p is {'' if raw else 'not '}below {limit}."
    if nb:
        return (
            f"Kapitlet har {count} tester. {before} av dem har p under {limit}; etter Holms korreksjon, med alle "
            f"testene som én familie, har {after} det."
        )
    return (
        f"The chapter has {count} tests. p is below {limit} in {before} of them; after Holm's correction, with all "
        f"tests as one family, in {after}."
    )
