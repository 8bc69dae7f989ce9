"""Rehearsal: what is done once, before kernels are forked, so that none of them has to do it for its visitor."""

from contextlib import suppress
from importlib import import_module

DEFAULT_THRESHOLD = 5
LANGUAGES = ("nb", "en")


def rehearse(data: str, names: list[str], threshold: int | None) -> None:
    """Open every survey, make each app and show what it shows first.

    It is only for speed: what is wrong is told by those who open the app. A module of an app may have a function
    ``warm(data=…, threshold=…)`` that does beforehand what takes long.

    Parameters
    ----------
    data : str
        The data folder.
    names : list of str
        The apps.
    threshold : int, optional
        Counts below it are hidden; 5 by default.
    """
    # all of it is only for speed: what cannot be opened was told before, and is told again on the page
    apps = import_module("svarbenk.apps")
    hidden = DEFAULT_THRESHOLD if threshold is None else threshold
    for survey in apps.survey_names(data):
        for language in LANGUAGES:
            with suppress(Exception):
                apps.opened(survey, data=data, language=language, threshold=hidden)
    for name in (each for each in names if each in apps.APPS):
        with suppress(Exception):
            warm = getattr(import_module(apps.APPS[name].made_by.partition(":")[0]), "warm", None)
            if warm:
                warm(data=data, threshold=hidden)
        for language in LANGUAGES:
            with suppress(Exception):
                _show(apps.make_app(name, data=data, language=language, threshold=hidden))


def _show(app) -> None:
    import_module("svarbenk.apps.face")
    state = app.settled({})
    app.about(state)
    app.controls(state)
    view = app.show(state)
    view.head_html()
    view.body_html(False)
