"""ONS Open Geography: outlines of MSOA 2021, generalised."""

from __future__ import annotations

from data.live.geography import geography_source, layer, outline_reader

SERVICE = "Middle_layer_Super_Output_Areas_December_2021_Boundaries_EW_BGC_V3"

SOURCES = (
    geography_source(
        "ons_msoa21",
        [layer(SERVICE, "msoa21.geojson")],
        read=outline_reader("msoa21"),
        vintage="msoa21",
        feeds="outlines of msoa21",
    ),
)
