"""ONS Open Geography: outlines of wards of May 2025, generalised."""

from __future__ import annotations

from data.live.geography import geography_source, layer, outline_reader

SERVICE = "Wards_May_2025_Boundaries_UK_BGC"

SOURCES = (
    geography_source(
        "ons_wards25",
        [layer(SERVICE, "wd25.geojson")],
        read=outline_reader("wd25"),
        vintage="wd25",
        feeds="outlines of wd25",
    ),
)
