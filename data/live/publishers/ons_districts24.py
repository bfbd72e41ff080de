"""ONS Open Geography: outlines of districts of May 2024, generalised."""

from __future__ import annotations

from data.live.geography import geography_source, layer, outline_reader

SERVICE = "Local_Authority_Districts_May_2024_Boundaries_UK_BGC"

SOURCES = (
    geography_source(
        "ons_districts24",
        [layer(SERVICE, "lad24.geojson")],
        read=outline_reader("lad24"),
        vintage="lad24",
        feeds="outlines of lad24",
    ),
)
