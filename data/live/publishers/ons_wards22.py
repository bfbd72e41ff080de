"""ONS Open Geography: outlines of wards of December 2022, super generalised."""

from __future__ import annotations

from data.live.geography import geography_source, layer, outline_reader

SERVICE = "Wards_December_2022_Boundaries_UK_BSC"

SOURCES = (
    geography_source(
        "ons_wards22",
        [layer(SERVICE, "wd22.geojson")],
        read=outline_reader("wd22"),
        vintage="wd22",
        feeds="outlines of wd22",
    ),
)
