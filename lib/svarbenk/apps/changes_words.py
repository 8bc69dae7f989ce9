"""What Endringer says around the numbers, in Norwegian and English."""

from svarbenk.apps.sayings import Sayings
from svarbenk.codebook import Text

_WORDS = {
    "survey": Text(nb="Undersøkelse", en="Survey"),
    "order": Text(nb="Rekkefølge", en="Order"),
    "by_effect": Text(nb="Størst effekt først", en="Largest effect first"),
    "by_points": Text(nb="Størst endring i prosentpoeng først", en="Largest change in percentage points first"),
    "by_p": Text(nb="Lavest p først", en="Lowest p first"),
    "by_question": Text(nb="Som i skjemaet", en="As in the form"),
    "method": Text(nb="Korreksjon for mange tester", en="Correction for many tests"),
    "holm": Text(nb="Holm (streng)", en="Holm (strict)"),
    "bh": Text(nb="Benjamini–Hochberg (mildere)", en="Benjamini–Hochberg (milder)"),
    "certain": Text(
        nb="Bare endringer som holder etter korreksjonen", en="Only changes that hold after the correction"
    ),
    "find": Text(nb="Inneholder ordet", en="Contains the word"),
    "find_help": Text(
        nb="I spørsmålet eller svaret, for eksempel «list». Familien av tester er den samme.",
        en="In the question or the answer, such as “list”. The family of tests stays the same.",
    ),
    "most": Text(nb="Så mange rader", en="Rows to show"),
    "all": Text(nb="Alle", en="All"),
    "title": Text(nb="Hva har endret seg?", en="What has changed?"),
    "span": Text(nb="fra {} til {}", en="from {} to {}"),
    "usually": Text(nb="{}, der ikke annet står", en="{} unless otherwise stated"),
    "found": Text(
        nb="Av {size} prøvde endringer holder {below} etter korreksjonen (p\u00a0<\u00a00,05): {up} økte, {down} falt.",
        en="Of {size} tested changes, {below} hold after the correction (p\u00a0<\u00a00.05): {up} rose, {down} fell.",
    ),
    "found_none": Text(
        nb="Ingen av de {size} prøvde endringene holder etter korreksjonen (p\u00a0<\u00a00,05).",
        en="None of the {size} tested changes holds after the correction (p\u00a0<\u00a00.05).",
    ),
    "largest": Text(nb="Størst effekt: {}", en="Largest effect: {}"),
    "rows": Text(nb="Her står {shown} av {size} prøvde endringer.", en="{shown} of {size} tested changes are shown."),
    "drawn": Text(
        nb="Figuren viser de {} første andelene; gjennomsnitt står bare i tabellen.",
        en="The figure shows the first {} shares; means are only in the table.",
    ),
    "drawn_one": Text(
        nb="Figuren viser den første andelen; gjennomsnitt står bare i tabellen.",
        en="The figure shows the first share; means are only in the table.",
    ),
    "family_holm": Text(
        nb="p er korrigert med Holms metode for hele familien: alle {size} testene av endringer i undersøkelsen, også "
        "dem som ikke står her. Metoden holder sjansen for ett eller flere falske funn under 5 prosent.",
        en="p is corrected by Holm's method for the whole family: all {size} tests of changes in the survey, those "
        "that are not listed here too. It keeps the chance of one or more false findings below 5 per cent.",
    ),
    "family_bh": Text(
        nb="p er korrigert med Benjamini og Hochbergs metode for hele familien: alle {size} testene av endringer i "
        "undersøkelsen, også dem som ikke står her. Metoden holder den ventede andelen falske blant funnene under "
        "5 prosent.",
        en="p is corrected by Benjamini and Hochberg's method for the whole family: all {size} tests of changes in the "
        "survey, those that are not listed here too. It keeps the expected share of false ones among the findings "
        "below 5 per cent.",
    ),
    "tests": Text(
        nb="Hvert svar er prøvd mot alle andre svar mellom de to rundene ({}).",
        en="Each answer is tested against all others between the two waves ({}).",
    ),
    "effect_note": Text(
        nb="Effekten er Cohens h for andeler og Cohens d for gjennomsnitt; 0,2 regnes gjerne som liten, 0,5 som "
        "middels og 0,8 som stor. Endringen har 95 % konfidensintervall (Newcombe for andeler, Welch for gjennomsnitt) "
        "og er regnet ut før avrunding. Intervallene er ikke korrigert for mange tester.",
        en="The effect is Cohen's h of shares and Cohen's d of means; 0.2 is often called small, 0.5 medium and 0.8 "
        "large. The change has a 95% interval (Newcombe for shares, Welch for means) and is taken before rounding. "
        "The intervals are not corrected for many tests.",
    ),
    "answer": Text(nb="Svar", en="Answer"),
    "question": Text(nb="Spørsmål", en="Question"),
    "before": Text(nb="Først (n)", en="First (n)"),
    "after": Text(nb="Sist (n)", en="Last (n)"),
    "change": Text(nb="Endring (95\u00a0%\u00a0KI)", en="Change (95%\u00a0CI)"),
    "effect": Text(nb="Effekt", en="Effect"),
    "p": Text(nb="p", en="p"),
    "adjusted": Text(nb="p korrigert", en="p corrected"),
    "direction": Text(nb="Retning", en="Direction"),
    "up": Text(nb="økt", en="risen"),
    "down": Text(nb="falt", en="fallen"),
    "unsure": Text(nb="usikkert", en="uncertain"),
    "caption": Text(
        nb="Endringer fra første til siste runde. Velg et svar for å åpne det i Utforsker.",
        en="Changes from the first wave to the latest. Choose an answer to open it in Explorer.",
    ),
    "file_caption": Text(nb="Endringer fra første til siste runde", en="Changes from the first wave to the latest"),
    "measure": Text(nb="Andeler i prosent", en="Shares in per cent"),
    "mean": Text(nb="gjennomsnitt", en="mean"),
    "of": Text(nb="av {}", en="of {}"),
    "points": Text(nb="prosentpoeng", en="percentage points"),
    "one_wave": Text(
        nb="Undersøkelsen har svar fra bare én runde ({}), og en endring krever to. Velg en annen undersøkelse, eller "
        "se på svarene i Utforsker.",
        en="The survey has answers of one wave only ({}), and a change takes two. Choose another survey, or look at "
        "the answers in Explorer.",
    ),
    "nothing": Text(
        nb="Undersøkelsen har flere runder, men ingen spørsmål kan sammenlignes mellom dem her. Listen under "
        "sier hvorfor.",
        en="The survey has several waves, but no question can be compared between them here. The list below says why.",
    ),
    "no_match": Text(
        nb="Ingen av de prøvde endringene passer til det du har valgt. Prøv et annet ord, eller ta med endringer som "
        "ikke holder etter korreksjonen.",
        en="None of the tested changes fits what you have chosen. Try another word, or include changes that do not "
        "hold after the correction.",
    ),
    "left_out": Text(nb="Ikke prøvd, og hvorfor ({})", en="Not tested, and why ({})"),
    "once": Text(nb="Stilt i bare én av rundene med svar", en="Asked in only one of the waves with answers"),
    "barred": Text(nb="Kan ikke sammenlignes mellom rundene", en="Cannot be compared between the waves"),
    "hidden": Text(nb="Skjult av hensyn til dem som svarte («:»)", en="Hidden to protect those who replied (“:”)"),
    "same": Text(
        nb="Ingen eller alle ga svaret i begge rundene", en="Nobody or everybody gave the answer in both waves"
    ),
    "text": Text(nb="Fritekst, som aldri vises", en="Free text, which is never shown"),
    "ranges": Text(nb="Tall oppgitt som spenn", en="Numbers given as ranges"),
    "rest": Text(
        nb="Bakgrunnsspørsmål, svar som «vet ikke» og spørsmål som er regnet ut av andre, er heller ikke prøvd.",
        en="Background questions, answers such as “don't know” and questions worked out from others are not tested "
        "either.",
    ),
    "source": Text(nb="Kilde: {}.", en="Source: {}."),
    "scroll": Text(nb="kan rulles sidelengs", en="scrolls sideways"),
    "table": Text(nb="Tabell", en="Table"),
    "figure": Text(nb="Figur", en="Figure"),
}
said = Sayings(_WORDS)
