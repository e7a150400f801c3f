"""Prints where JupyterLab is, for whoever has a password or a token of their own."""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Do nothing before the server has started: its port is not known yet."""


async def _start_jupyter_server_extension(server: Any) -> None:
    """Print the address, unless Jupyter does: with a token that it made up, it prints both.

    Also where a browser is to open it: on a computer without one Jupyter says nothing.
    """
    provider = server.identity_provider
    if not (provider.token and provider.token_generated):
        print(f"JupyterLab is at {server.display_url}", flush=True)
