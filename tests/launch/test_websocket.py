"""The kernel connection turns delays off before it connects."""

from __future__ import annotations

import pytest
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from helpers.launch.websocket import PromptWebsocketConnection


def test_delays_are_off_before_the_first_message(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []

    class Page:
        """Stands in for the websocket of a page."""

        def set_nodelay(self, value: bool) -> None:
            done.append(value)

    class Connection(PromptWebsocketConnection):
        websocket_handler = Page()

    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "connect", lambda _: done.append("connected"))
    Connection.__new__(Connection).connect()
    assert done == [True, "connected"]
