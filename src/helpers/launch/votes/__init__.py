"""Votes of a class: phones in the room answer the question on the slide.

``python3 course.py present 01 --vote`` loads this package into its Jupyter server, as an extension.
"""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "helpers.launch.votes"}]


def _load_jupyter_server_extension(server: Any) -> None:
    from helpers.launch.votes.server import load

    load(server)
