"""ONS Open Geography: outlines of LSOA 2021, super generalised."""

from __future__ import annotations

from data.live.geography import geography_source, layer, outline_reader

SERVICE = "Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BSC_V4"

SOURCES = (
    geography_source(
        "ons_lsoa21",
        [layer(SERVICE, "lsoa21.geojson")],
        read=outline_reader("lsoa21"),
        vintage="lsoa21",
        feeds="outlines of lsoa21",
    ),
)
