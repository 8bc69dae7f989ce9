"""The fixed words of figures."""

from svarbenk.codebook import Language, Text

NO_ANSWERS = Text(nb="ingen svar", en="no answers")
HIDDEN_KEY = Text(nb="Skjult (:)", en="Hidden (:)")
HIDDEN_REMARK = Text(nb="«:» er skjult.", en="“:” is hidden.")
OF = Text(nb="Av", en="Of")
PERCENT_OF = Text(nb="Prosent av", en="Per cent of")
CHANGE = Text(nb="Endring, prosentpoeng", en="Change, percentage points")
BEFORE_ROUNDING = Text(
    nb="Endringen er regnet ut før prosentene er rundet av.",
    en="The change is computed before the percentages are rounded.",
)
CRAMERS_V = Text(nb="Cramérs V", en="Cramér's V")
INTERVAL = Text(nb="95 % konfidensintervall", en="95% confidence interval")
CLEAR = Text(nb="fylt: p < 0,05", en="filled: p < 0.05")
UNCLEAR = Text(nb="åpen: p ≥ 0,05", en="hollow: p ≥ 0.05")
CORRECTED = Text(
    nb="Fet p: under 0,05 også etter korreksjon for mange tester",
    en="Bold p: below 0.05 also after correction for many tests",
)


def quoted(text: str, language: Language) -> str:
    """Put a label in quotation marks: «Ja», in English “Yes”.

    Parameters
    ----------
    text : str
        The label.
    language : str
        «nb» or «en».
    """
    return f"“{text}”" if language == "en" else f"«{text}»"
