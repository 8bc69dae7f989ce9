"""What Arbeidstid says, in Norwegian and English."""

from svarbenk.apps.sayings import Sayings
from svarbenk.codebook import Language, Question, Text
from svarbenk.wording import lowered

_WORDS = {
    "title": Text(nb="Arbeidstid per uke", en="Working hours a week"),
    "background": Text(nb="Fordel timene etter", en="Break the hours down by"),
    "waves": Text(nb="Runder", en="Waves"),
    "weight": Text(nb="En time {} teller", en="An hour of {} counts as"),
    "weight_help": Text(
        nb="Fra 0 (teller ikke) til 1 (teller fullt). Rapporten bruker {}.",
        en="From 0 (does not count) to 1 (counts in full). The report uses {}.",
    ),
    "by": Text(nb="fordelt etter {}, med {}", en="by {}, with {}"),
    "part_weight": Text(nb="{} vektet {}", en="{} weighted {}"),
    "measure": Text(nb="Timer per uke", en="Hours a week"),
    "most": Text(
        nb="{when} arbeidet gruppen {group} mest: {hours} timer per uke ({within}).",
        en="{when}, the group {group} worked most: {hours} hours a week ({within}).",
    ),
    "least": Text(
        nb="Gruppen {group} arbeidet minst: {hours} timer ({within}).",
        en="The group {group} worked least: {hours} hours ({within}).",
    ),
    "same": Text(
        nb="Rekkefølgen er den samme hvordan vaktene enn vektes fra 0 til 1.",
        en="The ranking is the same however duty on call is weighted from 0 to 1.",
    ),
    "turns_both": Text(
        nb="Rekkefølgen snur bare hvis begge vektene endres.", en="The ranking only turns if both weights change."
    ),
    "uncertain": Text(
        nb="Forskjellen mellom dem er ikke statistisk sikker.",
        en="The difference between them is not statistically certain.",
    ),
    "turns": Text(
        nb="Rekkefølgen avhenger av vektene: Se hvor den snur.",
        en="The ranking depends on the weights: see where it turns.",
    ),
    "turn_title": Text(nb="Hvor rekkefølgen snur, {}", en="Where the ranking turns, {}"),
    "turn": Text(
        nb="Med {part} vektet under {weight} har {more} flere timer enn {less}; over {weight} er det omvendt.",
        en="With {part} weighted below {weight}, {more} has more hours than {less}; above {weight} it is the other way "
        "round.",
    ),
    "no_turn": Text(
        nb="Rekkefølgen er den samme for alle vekter av {part} fra 0 til 1, med {others}.",
        en="The ranking is the same for all weights of {part} from 0 to 1, with {others}.",
    ),
    "turn_of": Text(nb="{part}, med {others}:", en="{part}, with {others}:"),
    "change_title": Text(nb="Endringen {}", en="The change {}"),
    "change_turn": Text(
        nb="For {group} er endringen en {first} med {part} vektet under {weight}, og en {second} med mer.",
        en="For {group} the change is a {first} with {part} weighted below {weight}, and a {second} with more.",
    ),
    "rise": Text(nb="oppgang", en="rise"),
    "fall": Text(nb="nedgang", en="fall"),
    "change_same": Text(
        nb="Endringen har samme fortegn i hver gruppe hvordan vaktene enn vektes fra 0 til 1.",
        en="The change has the same sign in each group however duty on call is weighted from 0 to 1.",
    ),
    "change_same_here": Text(
        nb="Endringen skifter ikke fortegn i noen gruppe når én vekt endres fra 0 til 1 og den andre står der den er.",
        en="The change does not change sign in any group as one weight moves from 0 to 1 and the other stays.",
    ),
    "from_to": Text(nb="fra {} til {}", en="from {} to {}"),
    "table": Text(nb="Timer", en="Hours"),
    "caption": Text(nb="Gjennomsnittlige timer per uke", en="Mean hours a week"),
    "interval": Text(nb="{} KI", en="{} CI"),
    "change": Text(nb="Endring", en="Change"),
    "ranking": Text(nb="Rekkefølge", en="Ranking"),
    "ranking_caption": Text(
        nb="Gruppene fra flest til færrest timer for ulike vekter, {}",
        en="The groups from most to fewest hours for different weights, {}",
    ),
    "weights": Text(nb="Vekt", en="Weight"),
    "order": Text(nb="Fra flest til færrest timer", en="From most to fewest hours"),
    "base": Text(nb="n\u00a0=\u00a0{} {} i hver gruppe og runde.", en="n\u00a0=\u00a0{} {} in each group and wave."),
    "hidden": Text(
        nb="«:» er et tall som er skjult av hensyn til dem som svarte: Færre enn {} ligger bak gjennomsnittet, færre "
        "enn {} i gruppen hadde timer av et slag, eller et annet skjult tall kunne vært funnet ved hjelp av det. "
        "Skjulte grupper er ikke med i rekkefølgen.",
        en="“:” is a number hidden to protect those who replied: fewer than {} stand behind the mean, fewer than {} in "
        "the group had hours of a kind, or another hidden number could be found from it. Hidden groups have no place "
        "in the ranking.",
    ),
    "all_hidden": Text(
        nb="Timene kan ikke vises etter {}, fordi for få svar ligger bak tallene. Velg noe annet å fordele dem etter.",
        en="The hours cannot be shown by {}, as too few replies stand behind the numbers. Choose something else.",
    ),
    "one_group": Text(
        nb="Bare én gruppe kan vises, så det er ingen rekkefølge.",
        en="Only one group can be shown, so there is no ranking.",
    ),
}
said = Sayings(_WORDS)

_PARTS = {
    "timer_bakvakt": Text(nb="bakvakt", en="back-up duty"),
    "timer_hjemmevakt": Text(nb="hjemmevakt", en="duty from home"),
}


def part_name(part: Question, language: Language) -> str:
    """Return what a part of the hours is called inside a sentence: «bakvakt».

    Parameters
    ----------
    part : Question
        The part.
    language : str
        «nb» or «en».
    """
    return _PARTS[part.id].to(language) if part.id in _PARTS else lowered(part.name.to(language))
