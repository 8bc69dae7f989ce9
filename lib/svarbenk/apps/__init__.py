"""What the Voilà notebooks show, and how they are served."""

from svarbenk.apps.controls import App, Control, read_address, write_address
from svarbenk.apps.explorer import Explorer
from svarbenk.apps.serving import app_names, serve
from svarbenk.apps.view import Download, View
from svarbenk.apps.widgets import ExplorerFace, explore

__all__ = [
    "App",
    "Control",
    "Download",
    "Explorer",
    "ExplorerFace",
    "View",
    "app_names",
    "explore",
    "read_address",
    "serve",
    "write_address",
]
