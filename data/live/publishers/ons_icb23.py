"""ONS Open Geography: integrated care boards of April 2023: the list of their codes."""

from __future__ import annotations

from data.live.geography import code_reader, geography_source, layer

SERVICE = "Integrated_Care_Boards_April_2023_EN_BSC"

SOURCES = (
    geography_source(
        "ons_icb23",
        [layer(SERVICE, "icb23.geojson", shapes=False)],
        read=code_reader("2023-04-01", {"ICB": "ICB23CD"}),
        vintage="icb23",
        feeds="codes",
    ),
)
