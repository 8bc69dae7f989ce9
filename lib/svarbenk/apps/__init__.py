"""What the Voilà notebooks show, and how they are served."""

from svarbenk.apps.explorer import Explorer
from svarbenk.apps.serving import app_names, serve
from svarbenk.apps.view import View
from svarbenk.apps.widgets import ExplorerFace, explore

__all__ = ["Explorer", "ExplorerFace", "View", "app_names", "explore", "serve"]
