"""How the numbers of a report were made, in the words of its colophon."""

from svarbenk.codebook import Language

_NORWEGIAN = (
    "Alle tall, tester og setninger om forskjell og endring er regnet ut av svarbenk da rapporten ble bygget; ingen er "
    "skrevet inn for hånd. Teksten rundt dem er forfatternes.",
    "En prosent er andelen av dem i basen som svarte på spørsmålet, avrundet til nærmeste hele, en halv oppover. "
    "Base og n står under hver tabell og figur.",
    "Forskjeller er prøvd med kjikvadrattest der de forventede antallene er store nok etter Cochrans regel, og ellers "
    "med Fishers eksakte test. Hver test står med grunnen til at den er valgt.",
    "Tall fra trykte kilder er lest inn med kilde og linje og regnet om der det lar seg gjøre. Der det utregnede "
    "avviker fra det trykte, står det under tabellen.",
    "Antallene bak hver tabell og figur står i figurdata.xlsx, og det rapporten er bygget av, i manifest.json.",
)
_ENGLISH = (
    "All numbers, tests and sentences on differences and change were computed by svarbenk when the report was built; "
    "none was typed. The text around them is the authors’.",
    "A percentage is the share of those in the base who answered the question, rounded to the nearest whole, a half "
    "upwards. Base and n stand below each table and figure.",
    "Differences were tested with the chi-squared test where expected counts are large enough by Cochran’s rule, and "
    "otherwise with Fisher’s exact test. Each test stands with the reason why it was chosen.",
    "Numbers from print were read with source and line and recomputed where that can be done. Where the computed "
    "differs from the printed, it is told below the table.",
    "The counts behind each table and figure are in figurdata.xlsx, what it was built from in manifest.json.",
)
_SYNTHETIC = {
    "nb": "Svarene er syntetiske: de er laget slik at de stemmer med trykte tabeller, og er ingens virkelige svar.",
    "en": "The answers are synthetic: they were made to agree with printed tables and are nobody’s real answers.",
}


def method_statement(language: Language = "nb", *, synthetic: bool = False) -> tuple[str, ...]:
    """Return how the numbers of a report were made, a paragraph each.

    Parameters
    ----------
    language : str
        «nb» or «en».
    synthetic : bool
        Whether any of the answers are stand-ins.
    """
    told = _ENGLISH if language == "en" else _NORWEGIAN
    return (_SYNTHETIC[language], *told) if synthetic else told
