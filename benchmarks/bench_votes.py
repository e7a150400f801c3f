"""How a class of 200 phones that vote at once is held, beside the same requests to a server that only answers."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from statistics import median

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from helpers.launch.votes.poll import Asked, Poll

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.launch.phones import at_once, doors  # noqa: E402

PHONES = 200
ROUNDS = 3


class Echo(RequestHandler):
    """Answers what the poll would, and counts nothing."""

    def get(self) -> None:
        """Answer what a phone asks."""
        self.set_cookie("phone", "1")
        self.write({"turn": 1})

    post = get


async def echoed() -> list[float]:
    """Return the seconds of each vote that a server only answers."""
    server = HTTPServer(Application([("/.*", Echo)]))
    sockets = bind_sockets(0, "127.0.0.1")
    server.add_sockets(sockets)
    waits = await at_once(f"http://127.0.0.1:{sockets[0].getsockname()[1]}", PHONES)
    server.stop()
    return waits


async def voted() -> list[float]:
    """Return the seconds of each vote."""
    poll = Poll()
    poll.start(Asked("01.order", "Which rises first?", ("a) glucose", "b) insulin", "c) both at once")))
    async with doors(poll) as address:
        return await at_once(address, PHONES)


def table() -> str:
    """Return the table as Markdown."""
    rows = []
    for what, run in (("votes", voted), ("an echo, for comparison", echoed)):
        rounds, worked = [], []
        for _ in range(ROUNDS):
            start = time.process_time()
            rounds.append(asyncio.run(run()))
            worked.append(time.process_time() - start)
        middle = median(median(each) for each in rounds)
        longest = median(max(each) for each in rounds)
        rows.append(f"| {what} | {1000 * middle:.0f} | {1000 * longest:.0f} | {median(worked):.1f} |")
    return "\n".join(
        [
            f"| {PHONES} phones at once, twice each (phones and server share one processor) "
            "| median wait, ms | longest, ms | processor, s |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    print(table())
