"""ONS Open Geography: sub-ICB locations of April 2023: the list of their codes."""

from __future__ import annotations

from data.live.geography import code_reader, geography_source, layer

SERVICE = "NHS_SubICB_April_2023_EN_BSC"

SOURCES = (
    geography_source(
        "ons_sicbl23",
        [layer(SERVICE, "sicbl23.geojson", shapes=False)],
        read=code_reader("2023-04-01", {"SICBL": "SICBL23CD"}),
        vintage="sicbl23",
        feeds="codes",
    ),
)
