"""A class votes: what counts, what a phone may know, and that 200 phones are held at once."""

from __future__ import annotations

import asyncio
import json

import pytest

from helpers.launch.votes.poll import MOST_BARS, MOST_PHONES, Asked, Poll
from helpers.launch.votes.server import LARGEST

from .phones import arrive, ask, at_once, doors

ORDER = Asked("01.order", "Which rises first?", ("a) glucose", "b) insulin", "c) both at once"))
ORGANS = Asked("01.organs", "Which take up glucose?", ("a) muscle", "b) hair", "c) fat"), several=True)
STEPS = Asked("01.steps", "How much is lost?", unit="%")
PHONES = 200


def test_one_vote_a_phone_and_it_may_be_changed_until_the_end() -> None:
    poll = Poll()
    poll.start(ORDER)
    assert [poll.cast(phone, given, poll.turn) for phone, given in (("x", "a"), ("y", "b"), ("x", "b"))] == [
        True
    ] * 3
    assert poll.counts() == [[0, 2, 0]]
    turn = poll.turn
    poll.close()
    assert not poll.cast("z", "c", turn), "late"
    assert not poll.cast("z", "c", poll.turn), "closed"
    assert poll.counts() == [[0, 2, 0]]


def test_a_second_vote_stands_beside_the_first_and_a_third_begins_anew() -> None:
    poll = Poll()
    for letters in ("aab", "bbb"):
        poll.start(ORDER)
        for phone, letter in enumerate(letters):
            poll.cast(str(phone), letter, poll.turn)
        poll.close()
    assert poll.labels() == list(ORDER.options)
    assert poll.counts() == [[2, 1, 0], [0, 3, 0]]
    poll.start(ORDER)
    assert poll.counts() == [[0, 0, 0]]
    poll.start(STEPS)
    assert (poll.counts(), poll.labels()) == ([[]], [])


def test_a_vote_of_the_question_before_does_not_count_in_the_next() -> None:
    poll = Poll()
    poll.start(ORDER)
    turn = poll.turn
    poll.start(Asked("01.other", "Other?", ORDER.options))
    assert not poll.cast("x", "a", turn)
    assert poll.counts() == [[0, 0, 0]]


@pytest.mark.parametrize("given", ["d", "ab", "", "A", "1", "<b>"])
def test_what_is_no_option_is_refused(given: str) -> None:
    poll = Poll()
    poll.start(ORDER)
    with pytest.raises(ValueError, match="Choose one of a, b, c"):
        poll.cast("x", given, poll.turn)
    assert poll.counts() == [[0, 0, 0]]


def test_where_several_apply_each_option_has_its_own_count() -> None:
    poll = Poll()
    poll.start(ORGANS)
    for phone, given in (("x", "ca"), ("y", "abc"), ("z", "b"), ("z", "a")):
        assert poll.cast(phone, given, poll.turn)
    assert poll.counts() == [[3, 1, 2]]
    assert poll.mine("x") == "ac"
    assert poll.cast("z", "", poll.turn), "who takes all back has no vote"
    assert (poll.counts(), len(poll.rounds[0])) == ([[2, 1, 2]], 2)
    for strange in ("d", "a,b", "A", "a b"):
        with pytest.raises(ValueError, match="Choose some of a, b, c"):
            poll.cast("x", strange, poll.turn)
    assert poll.mine("x") == "ac"


@pytest.mark.parametrize("given", ["", "ten", "nan", "inf", "1e99", "1 2"])
def test_what_is_no_number_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="Type a number"):
        STEPS.read(given)


def test_numbers_are_shown_one_by_one_or_in_ranges() -> None:
    poll = Poll()
    poll.start(STEPS)
    for phone, given in enumerate(("17", "17,0", "−5", "2.5")):
        assert poll.cast(str(phone), given, poll.turn)
    assert (poll.labels(), poll.counts()) == (["-5 %", "2.5 %", "17 %"], [[1, 1, 2]])
    for number in range(100):
        poll.cast(f"more {number}", str(number), poll.turn)
    assert len(poll.labels()) <= MOST_BARS
    assert sum(poll.counts()[0]) == 104, "every vote is in one bar"


def test_no_more_phones_than_a_room_holds() -> None:
    poll = Poll()
    poll.start(ORDER)
    assert all(poll.cast(str(phone), "a", poll.turn) for phone in range(MOST_PHONES))
    assert not poll.cast("one more", "a", poll.turn)
    assert poll.cast("0", "b", poll.turn), "who has voted may still change it"


def test_late_and_repeated_and_strange_ballots() -> None:
    async def run() -> None:
        poll = Poll()
        async with doors(poll) as address:
            cookie = await arrive(address)
            poll.start(ORDER)
            seen = json.loads((await ask(address, cookie=cookie)).body)
            assert seen["options"] == list(ORDER.options)
            assert "counts" not in seen
            ballot = {"choice": "b", "turn": seen["turn"]}
            for _ in range(3):
                reply = await ask(address, "/vote", cookie, ballot)
                assert (reply.code, json.loads(reply.body)["mine"]) == (200, "b")
            assert poll.counts() == [[0, 1, 0]]
            assert (await ask(address, "/vote", "", ballot)).code == 409, "nobody without the page's cookie"
            forged = await ask(address, "/vote", "phone=2|1:0|10:1|5:phone|4:eA==|00", ballot)
            assert forged.code == 409
            for body in (b"", b"{", b"[]", b"null", b"\xff", {"choice": "b"}, {"turn": "x", "choice": "b"}):
                assert (await ask(address, "/vote", cookie, body)).code == 400
            assert (await ask(address, "/vote", cookie, b"x" * (LARGEST + 1))).code in (400, 413, 599)
            poll.close()
            late = await ask(address, "/vote", cookie, ballot)
            assert (late.code, json.loads(late.body)["said"]) == (409, "This vote is closed.")
            assert poll.counts() == [[0, 1, 0]]

    asyncio.run(run())


def test_no_way_from_the_phones_into_the_server() -> None:
    async def run() -> None:
        poll = Poll()
        async with doors(poll) as address:
            page = await ask(address, "/")
            assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert "HttpOnly" in page.headers["Set-Cookie"]
            assert "SameSite=Strict" in page.headers["Set-Cookie"]
            for path in (
                "/lab",
                "/api",
                "/api/contents",
                "/api/kernels",
                "/course/votes",
                "/files/x",
                "/server.py",
                "/..%2fserver.py",
                "/vote.js/../server.py",
                "/vote.html",
                "/metrics",
                "/login",
            ):
                reply = await ask(address, path)
                assert (path, reply.code) == (path, 404)
            poll.start(ORDER)
            assert (await ask(address, "/course/votes", body={"do": "close"})).code == 404
            assert (await ask(address, "/state", body={})).code == 405
            assert poll.is_open

    asyncio.run(run())


def test_two_hundred_phones_at_once() -> None:
    poll = Poll()
    poll.start(ORDER)

    async def run() -> list[float]:
        async with doors(poll) as address:
            return await at_once(address, PHONES)

    assert len(asyncio.run(run())) == 2 * PHONES
    assert poll.counts() == [[67, 67, 66]]
