"""The phones of a class that votes, for tests and benchmarks."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http.cookies import SimpleCookie
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse

from helpers.launch.votes.poll import Poll
from helpers.launch.votes.server import open_to_phones


@asynccontextmanager
async def doors(poll: Poll) -> AsyncIterator[str]:
    """Serve the poll while the block runs, and return its address."""
    server, address = open_to_phones(poll, host="127.0.0.1", port=0)
    yield address
    server.stop()
    await server.close_all_connections()


async def ask(
    address: str,
    path: str = "/state",
    cookie: str = "",
    body: Any = None,
    client: AsyncHTTPClient | None = None,
) -> HTTPResponse:
    """Ask as a phone does: a ballot is sent, all else is fetched."""
    headers = {"Cookie": cookie} if cookie else {}
    request = HTTPRequest(
        f"{address}{path}",
        method="GET" if body is None else "POST",
        headers=headers,
        body=body if body is None or isinstance(body, bytes) else json.dumps(body).encode(),
        request_timeout=60,
        connect_timeout=60,
    )
    return await (client or AsyncHTTPClient()).fetch(request, raise_error=False)


async def arrive(address: str, client: AsyncHTTPClient | None = None) -> str:
    """Open the page, and return the cookie that it gives."""
    page = await ask(address, "/", client=client)
    cookie = SimpleCookie(page.headers["Set-Cookie"])
    return f"phone={cookie['phone'].value}"


async def at_once(address: str, phones: int) -> list[float]:
    """Let each phone open the page, vote for c and change its mind, all in the same moment.

    Returns the seconds that each vote took, which the time of the phones themselves is part of. A third of the phones
    end with a, with b and with c.
    """
    waits: list[float] = []
    client = AsyncHTTPClient(max_clients=phones, force_instance=True)

    async def vote(number: int) -> None:
        cookie = await arrive(address, client)
        for letter in ("c", "abc"[number % 3]):
            start = time.perf_counter()
            seen = json.loads((await ask(address, cookie=cookie, client=client)).body)
            ballot = {"choice": letter, "turn": seen["turn"]}
            (await ask(address, "/vote", cookie, ballot, client)).rethrow()
            waits.append(time.perf_counter() - start)

    await asyncio.gather(*(vote(number) for number in range(phones)))
    client.close()
    return waits
