"""Votes on the page of a student's lesson: an extension of each student's server.

It shows the page of the vote that phones see, and passes on what is asked and answered between that page and the
teacher's slides, where they are shown with ``--vote``.
"""

from __future__ import annotations

import asyncio
import json
import os
from http.client import HTTPException
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from tornado.web import authenticated

from helpers.launch import votes
from helpers.launch.votes import class_door
from helpers.launch.votes.server import LARGEST, POLICY

_FILES = {
    "": ("vote.html", "text/html"),
    "vote.js": ("vote.js", "text/javascript"),
    "vote.css": ("vote.css", "text/css"),
}
NOTHING = {"turn": 0, "open": False, "prompt": "", "options": [], "several": False, "unit": "", "mine": ""}


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    base = server.web_app.settings["base_url"]
    handlers = [
        (rf"{base}course/vote/(|vote\.js|vote\.css)", PageHandler),
        (rf"{base}course/vote/(state|vote)", RelayHandler),
    ]
    server.web_app.add_handlers(".*$", handlers)


class PageHandler(JupyterHandler):
    """The page of the vote, and the two files that it needs."""

    @property
    def content_security_policy(self) -> str:
        """Return what the page may do: nothing but ask this server, inside its own lesson."""
        return f"{POLICY}; frame-ancestors 'self'"

    @authenticated
    def get(self, name: str) -> None:
        """Send one."""
        file, kind = _FILES[name]
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish((Path(votes.__file__).parent / file).read_bytes())


class RelayHandler(JupyterHandler):
    """What is asked, and the student's ballot. A page that looks every few seconds keeps no idle server alive."""

    @authenticated
    async def get(self, what: str) -> None:
        """Pass on what is asked, with what this student has answered."""
        await self._pass_on(what, None)

    @authenticated
    async def post(self, what: str) -> None:
        """Pass on a ballot."""
        if len(self.request.body) > LARGEST:
            self.set_status(413)
            self.finish({**NOTHING, "said": "That was no answer."})
            return
        await self._pass_on(what, self.request.body)

    async def _pass_on(self, what: str, body: bytes | None) -> None:
        folder, ticket = (os.environ.get(name, "") for name in (class_door.PLACE, class_door.TICKET))
        try:
            status, answer = await asyncio.to_thread(class_door.knock, Path(folder), ticket, f"/{what}", body)
        except (OSError, HTTPException):
            # As a rule nobody presents at the moment.
            status, answer = (200 if body is None else 409), json.dumps(NOTHING).encode()
        self.set_status(status)
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(answer)
