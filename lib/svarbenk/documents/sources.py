"""The data sources of a report, for its colophon: each source line once, in the order it is first used."""

import re

from svarbenk.documents.labels import labels_for
from svarbenk.documents.model import Report

# «…, som trykt i rapporten: tabell 3-1 og teksten»: the report is the source, the place stands under the table
_PLACE = re.compile(r":\s(?:tabell|table|figur|figure|teksten|the text)\b.*$", re.IGNORECASE | re.DOTALL)


def sources_of(report: Report) -> tuple[str, ...]:
    """Return the sources that a report's tables and figures name.

    Parameters
    ----------
    report : Report
        The report.
    """
    prefixes = tuple(f"{labels_for(language).source}: " for language in ("nb", "en"))
    found: dict[str, str] = {}
    for chapter in report.chapters:
        for block in chapter.blocks:
            text = getattr(block, "source", "")
            for prefix in prefixes:
                text = text.removeprefix(prefix)
            # «…, spørsmål 8.2.» and «…, spørsmål 9.» are of one survey; the sheets name it alone
            named = [sheet.source for sheet in getattr(block, "sheets", ()) if sheet.source] or [text]
            for each in named:
                plain = _PLACE.sub("", each.strip().rstrip("."))
                if plain:
                    found.setdefault(plain.casefold(), f"{plain[:1].upper()}{plain[1:]}.")
    # a survey that is named with its rounds under one table, and without under another, is one source
    return tuple(text for key, text in found.items() if not any(key.startswith(f"{other},") for other in found))
