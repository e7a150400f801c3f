"""A kernel connection that sends small messages at once."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptWebsocketConnection(ZMQChannelsWebsocketConnection):
    """Jupyter's connection between a page and its kernel, without Nagle's algorithm.

    That algorithm holds a small packet back until the one before it is acknowledged, which caps a widget near
    20 updates a second. JupyterLab uses this class where its setting
    ``ServerApp.kernel_websocket_connection_class`` names it; elsewhere everything works, slower.
    """

    def connect(self) -> Any:
        """Connect to the kernel, with delays off on the socket of the page."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
