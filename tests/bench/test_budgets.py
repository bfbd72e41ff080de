"""The judge judges: rows pass and fail where they should, and the relay counts every byte."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.store import Store
from equity.change.xmr import xmr
from tests.bench import budgets, matching, store
from tests.bench.series import looped
from tests.bench.wire import REQUEST_LINE, Relay
from tests.journeys.servers import ROOT


@pytest.mark.parametrize(("value", "passed"), [(40_000, True), (40_001, False)])
def test_at_most_includes_its_limit(value: int, passed: bool) -> None:
    assert budgets.at_most("bytes", "x", value=value, limit=40_000, unit="B").passed is passed


@pytest.mark.parametrize(("peer", "passed"), [(4_000, True), (3_999, False)])
def test_ratio_is_the_peer_over_ours(peer: int, passed: bool) -> None:
    row = budgets.ratio("time", "x", ours=100, peer=peer, least=40, unit="ms")
    assert row.passed is passed
    assert row.budget.startswith("40.0x")


def test_what_is_only_told_never_fails() -> None:
    row = budgets.told("time", "x", ours=100, peer=180, unit="ms")
    assert row.passed and row.budget == "1.8x, told only"


@pytest.mark.parametrize(("ours", "passed"), [(50, True), (49, False)])
def test_times_is_ours_over_the_base(ours: float, passed: bool) -> None:
    assert budgets.times("sessions", "x", ours=ours, base=10, least=5, unit="/s").passed is passed


@pytest.mark.parametrize(("ours", "passed"), [(13, True), (13.1, False)])
def test_over_is_ours_over_the_base(ours: float, passed: bool) -> None:
    assert budgets.over("rerun", "x", ours=ours, base=10, most=1.3, unit="ms").passed is passed


@pytest.mark.parametrize(("ours", "peer", "passed"), [(5, 6, True), (5.1, 6, False), (5, 4.9, False)])
def test_beside_wants_the_limit_and_no_more_than_the_other(ours: float, peer: float, passed: bool) -> None:
    assert budgets.beside("membership", "x", ours=ours, peer=peer, limit=5).passed is passed


def test_exactly_wants_equality() -> None:
    assert not budgets.exactly("areas", "x", value=32_792, wanted=32_844).passed
    assert budgets.exactly("areas", "x", value=32_844, wanted=32_844).passed


def test_table_says_fail_once_for_each_failed_row() -> None:
    rows = [budgets.exactly("a", "x", value=1, wanted=1), budgets.exactly("b", "x", value=1, wanted=2)]
    text = budgets.table(rows)
    assert text.count("FAIL") == 1
    assert text.count("pass") == 1


def test_relay_counts_every_byte_both_ways() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                asked = b""
                while len(asked) < 5:
                    asked += connection.recv(10)
                connection.sendall(b"x" * 200_000)

        threading.Thread(target=answer, daemon=True).start()
        relay = Relay(listener.getsockname()[1])
        with socket.create_connection(("127.0.0.1", relay.port)) as client:
            client.sendall(b"hello")
            received = 0
            while chunk := client.recv(65_536):
                received += len(chunk)
        relay.close()
    assert (received, relay.down, relay.up) == (200_000, 200_000, 5)


def test_relay_notes_what_is_asked_for() -> None:
    lines = b"GET /r/map/a.json HTTP/1.1\r\nHost: x\r\nAccept: GET /no HTTP/1.1 twice\r\n\r\n"
    assert REQUEST_LINE.findall(lines) == [b"/r/map/a.json"]


def test_the_matching_that_is_timed_is_a_whole_one() -> None:
    asked, counts = matching.drawn()
    few, level = matching.told(asked, counts)
    assert asked.covariates.shape == (matching.AREAS, matching.COVARIATES)
    assert isinstance(few, bool) and level.status == "ok"
    assert level.chosen.areas == matching.CHOSEN


def test_the_loop_that_control_charts_are_timed_against_says_the_same() -> None:
    values = np.random.default_rng(1).normal(100, 10, (40, 24)).cumsum(axis=1)
    assert (xmr(values).special != 0).tolist() == [looped(series) for series in values.tolist()]


def test_the_longer_table_holds_the_same_rows_under_other_ids(tmp_path: Path) -> None:
    short = Store(ROOT / "data" / "pack" / "embedded" / "observations.parquet")
    long = Store(store.longer(short.path, tmp_path / "observations.parquet"))
    name = short.indicators()[0]
    assert len(long.indicators()) == store.TIMES_LONGER * len(short.indicators())
    told = long.observations(f"03_{name}").drop(columns="indicator_id")
    pd.testing.assert_frame_equal(told, short.observations(name).drop(columns="indicator_id"))


def test_a_line_on_paper_goes_through_both_lengths() -> None:
    assert store.line(100, 5, 200, 9) == pytest.approx(5 + 4 * (store.ON_PAPER - 100) / 100)
