"""What Representativitet says around the numbers, in Norwegian and English."""

from svarbenk.apps.sayings import Sayings
from svarbenk.codebook import Text

_WORDS = {
    "survey": Text(nb="Undersøkelse", en="Survey"),
    "wave": Text(nb="Runde", en="Wave"),
    "question": Text(nb="Se hva vektingen gjør med", en="See what weighting does to"),
    "question_help": Text(
        nb="Søk etter et spørsmål som ble stilt i runden.",
        en="Search for a question that was asked in the wave.",
    ),
    "title": Text(nb="Ligner de som svarte, på alle?", en="Are those who answered like everybody?"),
    "replied": Text(
        nb="{n} av {size} i populasjonen svarte ({rate}).",
        en="{n} of {size} in the population replied ({rate}).",
    ),
    "alike": Text(
        nb="Svarene ligner populasjonen på alle de {many} bakgrunnene: standardisert avvik er høyst {d} ({name}), "
        "under grensen på {limit}.",
        en="The replies are like the population in all {many} backgrounds: the standardised difference is at most "
        "{d} ({name}), below the limit of {limit}.",
    ),
    "alike_one": Text(
        nb="Svarene ligner populasjonen på den ene bakgrunnen som kan sammenlignes, {name}: standardisert avvik er "
        "{d}, under grensen på {limit}.",
        en="The replies are like the population in the one background that can be compared, {name}: the standardised "
        "difference is {d}, below the limit of {limit}.",
    ),
    "unlike": Text(
        nb="Svarene skiller seg fra populasjonen på {some} av {many} bakgrunner, {names}: standardisert avvik er "
        "minst {limit}. Lengst unna er «{group}», med {sample} av svarene og {population} av populasjonen.",
        en="The replies differ from the population in {some} of {many} backgrounds, {names}: the standardised "
        "difference is at least {limit}. Farthest off is “{group}”, {sample} of the replies and {population} of "
        "the population.",
    ),
    "unlike_one": Text(
        nb="Svarene skiller seg fra populasjonen på den ene bakgrunnen som kan sammenlignes, {names}: standardisert "
        "avvik er minst {limit}. Lengst unna er «{group}», med {sample} av svarene og {population} av "
        "populasjonen.",
        en="The replies differ from the population in the one background that can be compared, {names}: the "
        "standardised difference is at least {limit}. Farthest off is “{group}”, {sample} of the replies and "
        "{population} of the population.",
    ),
    "not_judged": Text(
        nb="Tall er skjult, så dette kan ikke vurderes: {names}.",
        en="Numbers are hidden, so this cannot be judged: {names}.",
    ),
    "rule": Text(
        nb="Regelen: standardisert avvik under {limit} regnes som ubetydelig (Austin 2009). Det vokser ikke med "
        "antallet svar, slik en test gjør. Avviket av en hel bakgrunn tar med alle gruppene (Yang og Dalton 2012).",
        en="The rule: a standardised difference below {limit} counts as negligible (Austin 2009). Unlike a test it "
        "does not grow with the number of replies. That of a whole background takes in all groups (Yang and "
        "Dalton 2012).",
    ),
    "base": Text(nb="Populasjonen: {}.", en="The population: {}."),
    "base_en": Text(nb="registrenes", en="those of the registers at the turn of the year"),
    "source": Text(nb="Kilde til populasjonens tall: {}.", en="Source of the population's numbers: {}."),
    "groups": Text(nb="Svarene mot populasjonen", en="The replies against the population"),
    "group": Text(nb="Gruppe", en="Group"),
    "population": Text(nb="Populasjon", en="Population"),
    "population_percent": Text(nb="Populasjon, %", en="Population, %"),
    "replies": Text(nb="Svar", en="Replies"),
    "replies_percent": Text(nb="Svar, %", en="Replies, %"),
    "difference": Text(nb="Avvik, prosentpoeng", en="Difference, points"),
    "standardised": Text(nb="Standardisert avvik", en="Standardised difference"),
    "weighted_percent": Text(nb="Vektet, %", en="Weighted, %"),
    "heading": Text(nb="{name} (standardisert avvik {d})", en="{name} (standardised difference {d})"),
    "estimated": Text(
        nb="{}: populasjonens tall er anslått, delvis fra svarene selv, og brukes derfor ikke til vekting.",
        en="{}: the population's numbers are estimated, partly from the replies themselves, and do not weight them.",
    ),
    "measure": Text(
        nb="Andel av svarene minus andel av populasjonen, prosentpoeng",
        en="Share of the replies minus share of the population, points",
    ),
    "as_population": Text(nb="som i populasjonen", en="as in the population"),
    "weights": Text(nb="Vektene", en="The weights"),
    "about_weights": Text(nb="Om vektene", en="About the weights"),
    "value": Text(nb="Verdi", en="Value"),
    "margins": Text(nb="Veid til", en="Raked to"),
    "converged": Text(nb="Konvergerte", en="Converged"),
    "yes": Text(
        nb="ja, på {rounds}; største avvik {gap} prosentpoeng",
        en="yes, after {rounds}; largest gap {gap} points",
    ),
    "no": Text(nb="nei; største avvik {gap} prosentpoeng", en="no; largest gap {gap} points"),
    "round": Text(nb="{} omgang", en="{} round"),
    "rounds": Text(nb="{} omganger", en="{} rounds"),
    "range": Text(nb="Laveste og høyeste vekt", en="Lowest and highest weight"),
    "middle": Text(nb="Vektene til de midterste 90 prosentene", en="Weights of the middle 90 per cent"),
    "span": Text(nb="{} til {}", en="{} to {}"),
    "too_few": Text(nb="for få svar til å vises", en="too few replies to be shown"),
    "design_effect": Text(nb="Designeffekt", en="Design effect"),
    "effective": Text(nb="Effektiv n", en="Effective n"),
    "about_of": Text(nb="om lag {} av {}", en="about {} of {}"),
    "outside": Text(nb="Svar utenfor populasjonen", en="Replies outside the population"),
    "weights_note": Text(
        nb="Ingen enkeltsvars vekt vises. Svar utenfor populasjonen er ikke med. Effektiv n er rundet av til "
        "nærmeste ti.",
        en="No single reply's weight is shown. Replies outside the population are left out. Effective n is rounded "
        "to the nearest ten.",
    ),
    "no_weights": Text(
        nb="Runden kan ikke vektes: ingen bakgrunn har både svar og en populasjon som ikke er anslått.",
        en="The wave cannot be weighted: no background has both replies and a population that is not estimated.",
    ),
    "few_in_group": Text(
        nb="Vektene vises ikke, fordi minst én gruppe som det veies etter, har for få svar.",
        en="The weights are not shown, as at least one group that they are by has too few replies.",
    ),
    "changed": Text(nb="Vektet mot uvektet", en="Weighted against unweighted"),
    "answer": Text(nb="Svar", en="Answer"),
    "unweighted": Text(nb="Uvektet", en="Unweighted"),
    "weighted": Text(nb="Vektet", en="Weighted"),
    "change": Text(nb="Endring, prosentpoeng", en="Change, points"),
    "changed_note": Text(
        nb="Av dem i populasjonen som svarte på spørsmålet (n\u00a0=\u00a0{n}). Vektede andeler vises bare i hele "
        "prosent.",
        en="Of those in the population who answered the question (n\u00a0=\u00a0{n}). Weighted shares are shown in "
        "whole per cent only.",
    ),
    "moved": Text(
        nb="Vektingen flytter ingen andel av «{name}» med mer enn {most} prosentpoeng.",
        en="Weighting moves no share of “{name}” by more than {most} percentage points.",
    ),
    "moved_none": Text(
        nb="Vektingen flytter ingen andel av «{name}» med så mye som ett prosentpoeng.",
        en="Weighting moves no share of “{name}” by as much as one percentage point.",
    ),
    "changed_hidden": Text(
        nb="Hva vektingen gjør med «{}», vises ikke, fordi minst ett av tallene er skjult.",
        en="What weighting does to “{}” is not shown, as at least one of the numbers is hidden.",
    ),
    "changed_nobody": Text(
        nb="Ingen i populasjonen svarte på «{}» i denne runden.",
        en="Nobody in the population answered “{}” in this wave.",
    ),
    "no_population": Text(
        nb="Det finnes ingen populasjonstall for denne runden, så svarene kan ikke holdes opp mot noe.",
        en="There are no numbers of the population for this wave, so there is nothing to hold the replies against.",
    ),
    "no_margins": Text(
        nb="Populasjonstallene deler ikke på noen bakgrunn som runden ble spurt om, så bare svarandelen kan vises.",
        en="The population's numbers are not by any background that the wave was asked about, so only the response "
        "rate can be shown.",
    ),
    "try_another": Text(nb="Velg {} for å se en sammenligning.", en="Choose {} to see a comparison."),
    "few_outside": Text(
        nb="For få svar ligger utenfor populasjonen til at svarene i den kan vises for seg.",
        en="Too few replies are outside the population for those inside it to be shown by themselves.",
    ),
    "table": Text(nb="Tabell", en="Table"),
    "figure": Text(nb="Figur", en="Figure"),
}
said = Sayings(_WORDS)
