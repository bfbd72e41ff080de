"""ONS Open Geography: outlines of integrated care boards of July 2022, generalised."""

from __future__ import annotations

from data.live.geography import geography_source, layer, outline_reader

SERVICE = "Integrated_Care_Boards_July_2022_EN_BGC_v2"

SOURCES = (
    geography_source(
        "ons_icb22",
        [layer(SERVICE, "icb22.geojson")],
        read=outline_reader("icb22"),
        vintage="icb22",
        feeds="outlines of icb22",
    ),
)
