"""What the apps say around the numbers, in Norwegian and English."""

from svarbenk.codebook import Language, Text

_WORDS = {
    "question": Text(nb="Spørsmål", en="Question"),
    "background": Text(nb="Fordel svarene etter", en="Break down by"),
    "everybody": Text(nb="Alle samlet", en="Everybody together"),
    "language": Text(nb="Språk", en="Language"),
    "search": Text(nb="Søk etter spørsmål", en="Search for a question"),
    "search_hint": Text(nb="ett eller flere ord", en="one or several words"),
    "hits": Text(nb="Treff: {}.", en="Found: {}."),
    "no_hits": Text(nb="Ingen treff. Prøv et annet ord.", en="Nothing found. Try another word."),
    "no_file": Text(nb="Filen kunne ikke lages nå. Prøv igjen.", en="The file could not be made now. Try again."),
    "synthetic": Text(
        nb="Tallene er laget for å prøve ut verktøyet. De beskriver ingen virkelige svar.",
        en="The numbers were made to try the tool out. They describe no real answers.",
    ),
    "by": Text(nb="fordelt etter", en="by"),
    "sum": Text(nb="{} i alt.", en="{} in all."),
    "same": Text(
        nb="Et spørsmål kan ikke fordeles etter seg selv. Velg en annen bakgrunn.",
        en="A question cannot be broken down by itself. Choose something else to break it down by.",
    ),
    "battery": Text(
        nb="Spørsmålet har flere ledd og kan bare vises for alle samlet. Velg ett av leddene for å fordele det.",
        en="The question has several items and can only be shown for everybody. Choose one of its items instead.",
    ),
    "no_answers": Text(nb="Ingen har svart på dette spørsmålet.", en="Nobody answered this question."),
    "too_few": Text(
        nb="Svarene kan ikke vises, fordi for få svar ligger bak minst ett av tallene.",
        en="The answers cannot be shown, as too few replies stand behind at least one of the numbers.",
    ),
    "no_group": Text(
        nb="Gruppene kan ikke vises hver for seg, fordi for få svar ligger bak tallene. Her er alle samlet.",
        en="The groups cannot be shown, as too few replies stand behind the numbers. Here is everybody together.",
    ),
    "no_group_bars": Text(
        nb="I hver gruppe er minst ett tall skjult. Figuren viser derfor bare alle samlet; resten står i tabellen.",
        en="At least one number is hidden in every group. The figure only shows everybody; the rest is in the table.",
    ),
    "no_bars": Text(
        nb="Minst ett tall er skjult, og da tegnes ingen figur. Resten står i tabellen.",
        en="At least one number is hidden, so no figure is drawn. The rest is in the table.",
    ),
    "failed": Text(
        nb="Dette kan ikke vises nå. Velg noe annet, eller last siden på nytt.",
        en="This cannot be shown now. Choose something else, or load the page again.",
    ),
    "closed": Text(
        nb="Undersøkelsen kan ikke vises nå. Den som driver siden, må se på hvorfor.",
        en="The survey cannot be shown now. Whoever runs this page must look into it.",
    ),
}
LANGUAGES: dict[Language, str] = {"nb": "Norsk", "en": "English"}


def said(name: str, language: Language) -> str:
    """Return one of the apps' own texts.

    Parameters
    ----------
    name : str
        Which one, such as «question».
    language : str
        «nb» or «en».
    """
    return _WORDS[name].to(language)
