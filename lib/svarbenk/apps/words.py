"""What the apps say around the numbers, in Norwegian and English."""

from html import escape
from typing import TYPE_CHECKING

from svarbenk import wording
from svarbenk.apps.sayings import Sayings
from svarbenk.codebook import Language, Text

if TYPE_CHECKING:
    from svarbenk.workbench import Survey

_WORDS = {
    "language": Text(nb="Språk", en="Language"),
    "search": Text(nb="Søk etter spørsmål", en="Search for a question"),
    "search_hint": Text(nb="ett eller flere ord", en="one or several words"),
    "hits": Text(nb="Treff: {}.", en="Found: {}."),
    "no_hits": Text(nb="Ingen treff. Prøv et annet ord.", en="Nothing found. Try another word."),
    "no_number": Text(
        nb="«{}» er ikke et tall. Skriv et tall fra {low} til {high}, som desimaltall eller brøk. Her gjelder fortsatt "
        "{kept}.",
        en="“{}” is not a number. Write a number from {low} to {high}, as a decimal or a fraction. {kept} still "
        "applies.",
    ),
    "outside": Text(
        nb="{} er utenfor grensene. Skriv et tall fra {low} til {high}. Her gjelder fortsatt {kept}.",
        en="{} is out of range. Write a number from {low} to {high}. {kept} still applies.",
    ),
    "take": Text(nb="Last ned:", en="Download:"),
    "no_file": Text(nb="Filen kunne ikke lages nå. Prøv igjen.", en="The file could not be made now. Try again."),
    "start": Text(
        nb="Sider der du selv velger hva du vil se av svarene i undersøkelsene. Små tall er skjult.",
        en="Pages where you choose for yourself what to see of the answers to the surveys. Small numbers are hidden.",
    ),
    "synthetic": Text(
        nb="Tallene er laget for å prøve ut verktøyet. De beskriver ingen virkelige svar.",
        en="The numbers were made to try the tool out. They describe no real answers.",
    ),
    "unknown": Text(
        nb="Lenken viser til noe som ikke finnes her. Her er «{}» i stedet.",
        en="The link refers to something that is not here. Here is “{}” instead.",
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
said = Sayings(_WORDS)
LANGUAGES: dict[Language, str] = {"nb": "Norsk", "en": "English"}


def about_html(survey: "Survey", *, title: bool = True) -> str:
    """Return what stands above the choices: the mark of stand-in data, the survey, what is hidden.

    Parameters
    ----------
    survey : Survey
        The survey, in its language.
    title : bool
        Whether the survey is named; not where it stands among the choices.
    """
    language = survey.language
    mark = ""
    if survey.synthetic:
        told = f"<strong>{escape(wording.synthetic_mark(language))}.</strong> {escape(said('synthetic', language))}"
        mark = f'<p class="svb-banner">{told}</p>'
    named = f'<p class="svb-survey">{escape(survey.codebook.title.to(language))}</p>' if title else ""
    protection = wording.protection_statement(survey.threshold, language)
    return f'<div lang="{language}">{mark}{named}<p class="svb-protection">{escape(protection)}</p></div>'
