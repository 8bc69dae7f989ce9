"""What the explorer says around the numbers, in Norwegian and English."""

from svarbenk.apps.sayings import Sayings
from svarbenk.codebook import Text

_WORDS = {
    "survey": Text(nb="Undersøkelse", en="Survey"),
    "question": Text(nb="Spørsmål", en="Question"),
    "background": Text(nb="Fordel svarene etter", en="Break down by"),
    "everybody": Text(nb="Alle samlet", en="Everybody together"),
    "wave": Text(nb="Runde", en="Wave"),
    "waves": Text(nb="Runder", en="Waves"),
    "filter": Text(nb="Vis bare", en="Show only"),
    "no_filter": Text(nb="Alle", en="Everybody"),
    "merge": Text(nb="Slå sammen svar", en="Merge answers"),
    "merge_help": Text(
        nb="Kryss av for to eller flere svar som skal telle som ett.",
        en="Tick two or more answers that are to count as one.",
    ),
    "battery_help": Text(
        nb="Spørsmålet har flere ledd. Velg ett av leddene for å fordele svarene på grupper eller runder.",
        en="The question has several items. Choose one of them to break it down by groups or waves.",
    ),
    "wave_help": Text(
        nb="Grupper vises for én runde om gangen.",
        en="Groups are shown for one wave at a time.",
    ),
    "background_question": Text(nb="Bakgrunn", en="Background"),
    "mean": Text(nb="gjennomsnitt", en="mean"),
    "in_groups": Text(nb="i grupper", en="in groups"),
    "by": Text(nb="fordelt etter", en="by"),
    "by_wave": Text(nb="runde for runde", en="wave by wave"),
    "only": Text(nb="bare {}", en="only {}"),
    "sum": Text(nb="{} i alt.", en="{} in all."),
    "no_answers": Text(nb="Ingen har svart på dette spørsmålet.", en="Nobody answered this question."),
    "no_answers_here": Text(
        nb="Ingen i dette utvalget har svart på spørsmålet. Velg en annen runde eller vis alle.",
        en="Nobody in this selection answered the question. Choose another wave or show everybody.",
    ),
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
    "summed": Text(
        nb="Svarene er tall som er lagt sammen. De står i tabellen.",
        en="The answers are numbers that have been added up. They stand in the table.",
    ),
    "no_bars": Text(
        nb="Minst ett tall er skjult, og da tegnes ingen figur. Resten står i tabellen.",
        en="At least one number is hidden, so no figure is drawn. The rest is in the table.",
    ),
}
said = Sayings(_WORDS)
