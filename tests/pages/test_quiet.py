"""Work for quiet moments: begun in silence, held while somebody asks, and the first views it leaves behind."""

from __future__ import annotations

import asyncio
import threading
import time

from pages.parts.misfit import misfit_pieces, two_borders, two_sets
from pages.parts.serving import house, warm
from pages.parts.serving.quiet import Quiet
from pages.parts.tier import tier_pieces, tier_question
from pages.parts.trend import trend_pieces, trend_selection
from tests.pages.asgi import finished


def test_steps_wait_for_silence_and_come_in_order():
    quiet, done = Quiet(first=0.05, pause=0.01), []
    thread = quiet.then(lambda: [lambda: done.append(1), lambda: done.append(2)])
    thread.join(5)
    assert done == [1, 2] and not thread.is_alive()


def test_a_step_that_has_begun_gives_way_and_goes_on():
    quiet, turns, stop = Quiet(first=0.0, pause=0.0), [], threading.Event()
    quiet.last -= 10

    def turn():
        turns.append(time.monotonic())

    def step():
        while not stop.is_set():
            turn()

    thread = quiet.then(lambda: [step])
    while len(turns) < 1000:
        time.sleep(0.005)
    quiet.open += 1  # somebody asks
    time.sleep(0.1)
    before = len(turns)
    time.sleep(0.5)
    assert len(turns) == before, "it stands still"
    time.sleep(1)
    assert len(turns) > before, "it never stands still for long: it may hold what is waited for"
    quiet.open -= 1
    quiet.last -= 10
    time.sleep(0.1)
    after = len(turns)
    time.sleep(0.2)
    stop.set()
    thread.join(5)
    assert len(turns) > after + 1000, "and goes on when all is quiet"


def test_an_operator_can_do_without(monkeypatch):
    begun = []
    monkeypatch.setattr(house.quiet, "then", begun.append)
    monkeypatch.setattr(house.warm, "landing", lambda: None)
    monkeypatch.setattr(house.gc, "freeze", lambda: None)
    for given in ("0", "1"):
        monkeypatch.setenv(house.QUIET_VARIABLE, given)
        house.opened()
    assert begun == [warm.others]


def test_nothing_is_begun_while_somebody_waits_for_an_answer():
    quiet, done, answer = Quiet(first=0.01, pause=0.01), [], threading.Event()

    async def slow(scope, receive, send):
        while not answer.is_set():
            await asyncio.sleep(0.01)

    asked = threading.Thread(target=lambda: asyncio.run(quiet.watch(slow)({"type": "http"}, None, None)))
    asked.start()
    while not quiet.open:
        time.sleep(0.005)
    thread = quiet.then(lambda: [lambda: done.append(answer.is_set())])
    time.sleep(0.3)
    assert done == []
    answer.set()
    asked.join(5)
    thread.join(5)
    assert done == [True] and quiet.open == 0


def test_a_socket_that_stays_open_holds_nothing():
    quiet = Quiet(first=0.01, pause=0.01)

    async def socket(scope, receive, send):
        quiet.then(list).join(5)

    finished(quiet.watch(socket)({"type": "websocket"}, None, None))
    assert quiet.open == 0


def test_a_question_over_an_open_socket_is_noticed():
    quiet, times = Quiet(first=0.01, pause=0.01), []

    async def socket(scope, receive, send):
        times.append(quiet.last)
        await asyncio.sleep(0.02)
        await receive()
        times.append(quiet.last)

    async def question():
        return {"type": "websocket.receive"}

    finished(quiet.watch(socket)({"type": "websocket"}, question, None))
    assert times[1] > times[0]


def test_first_views_are_made_beforehand():
    kept = (trend_pieces.pieces, misfit_pieces.pieces, tier_pieces.pieces, two_borders.answer)
    for made in kept:
        made.cache_clear()
    for step in warm.others():
        step()
    hits = [made.cache_info().hits for made in kept]
    trend_pieces.pieces(trend_selection.resolved(trend_selection.landing())[0])
    misfit_pieces.pieces(two_sets.resolved(two_sets.landing())[0])
    tier_pieces.pieces(tier_question.resolved(tier_question.landing())[0])
    two_borders.answer(two_sets.resolved(two_sets.landing())[0])
    assert [made.cache_info().hits for made in kept] == [hit + 1 for hit in hits]
