"""What the Voilà notebooks show, and how they are served."""

from svarbenk.apps.catalogue import APPS, make_app, show_app
from svarbenk.apps.controls import App, Control, read_address, write_address
from svarbenk.apps.explorer import Explorer
from svarbenk.apps.opened import opened, survey_names
from svarbenk.apps.serving import app_names, serve
from svarbenk.apps.view import Download, View

__all__ = [
    "APPS",
    "App",
    "Control",
    "Download",
    "Explorer",
    "View",
    "app_names",
    "make_app",
    "opened",
    "read_address",
    "serve",
    "show_app",
    "survey_names",
    "write_address",
]
