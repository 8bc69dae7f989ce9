"""Settings: what Voilà is told, class by class."""

import os

from svarbenk.apps.service.plan import Plan

TEMPLATE = "svarbenk"
# of all that JupyterLab can be extended with, the page needs what draws widgets; the rest asks for another
# version of JupyterLab than Voilà brings, and says so on the browser's console
_EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8")
# nothing is loaded from elsewhere, even if a library asked for it; the page and its widgets need inline code and eval
_CSP = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_CLOSED = "Siden kan ikke vises nå. / The page cannot be shown now."
LARGEST_MESSAGE = 1_000_000
PING = 30_000


def settings(plan: Plan) -> dict[str, dict]:
    """Return what Voilà is told.

    Parameters
    ----------
    plan : Plan
        What is served.
    """
    pools = {f"{name}.ipynb": {"pool_size": plan.pool} for name in plan.heated}
    kernels = "svarbenk.apps.service"
    return {
        "Voila": {
            "ip": plan.ip,
            "port": plan.port,
            "port_retries": 0,
            "base_url": plan.base_url,
            "token": plan.token,
            "open_browser": False,
            "root_dir": str(plan.folder),
            "config_file_paths": [],
            "log_level": "ERROR",
            "tornado_settings": {
                # a socket whose page did not answer three pings is closed; with a timeout of one ping, Jupyter closes
                # every socket at the first, after half a minute
                "ws_ping_interval": PING,
                "ws_ping_timeout": 3 * PING,
                "websocket_max_message_size": LARGEST_MESSAGE,
                "headers": HEADERS,
                "xsrf_cookie_kwargs": {"samesite": "Lax"},
            },
        },
        "IdentityProvider": {"cookie_options": {"samesite": "Lax"}},
        "VoilaConfiguration": {
            "template": TEMPLATE,
            "classic_tree": True,
            "strip_sources": True,
            "show_tracebacks": False,
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "file_allowlist": [],
            "extension_allowlist": list(_EXTENSIONS),
            "preheat_kernel": True,
            "default_pool_size": 0,
            "multi_kernel_manager_class": f"{kernels}.sessions.Sessions",
            "kernel_spec_manager_class": f"{kernels}.kernels.OneKernel",
        },
        "OneKernel": {"forked": plan.forked},
        "Sessions": {
            "most": plan.sessions,
            "kernel_manager_class": f"{kernels}.sessions.AppKernel",
            "kernel_pools_config": {"default": {"pool_size": 0}, **pools},
        },
        "VoilaExecutor": {"timeout": 60, "cell_error_instruction": _CLOSED, "cell_timeout_instruction": _CLOSED},
        "HTMLExporter": {"language_code": "nb"},
        # a page that was left without telling is idle: its kernel goes after five minutes
        # and what it would have been told is not kept
        "MappingKernelManager": {"cull_interval": 30, "cull_idle_timeout": 300, "buffer_offline_messages": False},
        # a kernel that ended is not begun anew: without its notebook it would only be in the way
        "ServerKernelManager": {"autorestart": False},
        # a file that is taken along, or the first states of all widgets, may be larger than what the limit lets through
        "ZMQChannelsWebsocketConnection": {"limit_rate": False},
        # sockets in a folder of their own: no port is open but the server's
        "KernelManager": {"transport": "ipc"} if os.name == "posix" else {},
    }
