"""Every measure at every level, coloured both ways, runs to its end: through the websocket, without a browser."""

from __future__ import annotations

import tomllib

import pytest

from tests.bench.sessions import Session
from tests.journeys.servers import ROOT, Server

INDICATORS = sorted(tomllib.loads((ROOT / "data" / "pack" / "embedded" / "indicators.toml").read_text()))
LEVELS = ("lsoa", "msoa", "ward", "neighbourhood", "place", "district", "upper_tier", "system")
SCOPES = ("england", "sys-nw-icb")


@pytest.mark.parametrize("indicator", INDICATORS)
def test_measure_runs_at_every_level_and_colour(indicator: str, server: Server) -> None:
    faults = []
    for system in SCOPES:
        for level in LEVELS:
            for colours in ("level", "against"):
                query = f"indicator={indicator}&system={system}&level={level}&colours={colours}&place="
                try:
                    with Session(server.url, query=query) as session:
                        assert session.received > 5_000
                except RuntimeError as fault:
                    faults.append(f"{query}: {fault}")
    assert faults == []


def test_exception_in_a_script_is_noticed(start: object) -> None:
    server = start("streamlit", folder=ROOT / "tests" / "journeys", script="faulty.py", ready="/_stcore/health")
    with pytest.raises(RuntimeError, match="planted"), Session(server.url):
        pass
    server.log.write_text("")
