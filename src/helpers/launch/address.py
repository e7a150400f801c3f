"""Prints where JupyterLab is, for whoever starts it without a browser and has a password of their own."""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Do nothing before the server has started: its port is not known yet."""


async def _start_jupyter_server_extension(server: Any) -> None:
    """Print the address, unless Jupyter does: with a token that it made up, it prints both."""
    provider = server.identity_provider
    if not server.open_browser and not (provider.token and provider.token_generated):
        print(f"JupyterLab is at {server.display_url}", flush=True)
