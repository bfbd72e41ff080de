"""The naive peer: what most Streamlit apps with a map do, on the same boundaries and the same values.

GeoJSON as Python objects, inlined into `px.choropleth_map` at every rerun; the loaded data in `st.cache_data`.
PACK names the pack; `?area_type=lsoa11&system=E54000022` the areas (system left out: England).
"""

import json
import os
import tomllib
from pathlib import Path

import geopandas as gpd
import pandas as pd
import plotly.express as px
import streamlit as st

PACK = Path(os.environ["PACK"])
AREA_TYPE = st.query_params["area_type"]
SYSTEM = st.query_params.get("system", "")
INDICATORS = st.query_params["indicators"].split(",")
NAMES = {key: table["name"] for key, table in tomllib.loads((PACK / "indicators.toml").read_text()).items()}
WIDE = {"center": {"lon": -1.5, "lat": 52.9}, "zoom": 5.2}
NEAR = {"center": {"lon": 1.1, "lat": 52.65}, "zoom": 8}


@st.cache_data
def boundaries(area_type: str, system: str) -> dict:
    areas = gpd.read_parquet(PACK / "boundaries" / f"{area_type}.parquet").to_crs(4326)
    if system:
        lookup = pd.read_parquet(PACK / "lookups" / "lsoa11.parquet", columns=["lsoa11cd", "icb22cd"])
        areas = areas[areas["area_code"].isin(lookup.loc[lookup["icb22cd"] == system, "lsoa11cd"])]
    return json.loads(areas.to_json())


@st.cache_data
def values(indicator: str, area_type: str) -> pd.DataFrame:
    rows = pd.read_parquet(PACK / "observations.parquet")
    rows = rows[(rows["indicator_id"] == indicator) & (rows["area_type"] == area_type)]
    rows = rows.sort_values(["period", "age", "category"]).drop_duplicates("area_code", keep="last")
    counted = rows["numerator"].astype(float) / rows["denominator"].astype(float)
    value = rows["value"].astype(float).fillna(counted).fillna(rows["numerator"].astype(float))
    return pd.DataFrame({"area_code": rows["area_code"], "value": value})


st.set_page_config(layout="wide")
indicator = st.selectbox("Measure", INDICATORS, format_func=NAMES.get)
figure = px.choropleth_map(
    values(indicator, AREA_TYPE),
    geojson=boundaries(AREA_TYPE, SYSTEM),
    locations="area_code",
    featureidkey="properties.area_code",
    color="value",
    title=NAMES[indicator],
    map_style="white-bg",
    height=600,
    **(NEAR if SYSTEM else WIDE),
)
st.plotly_chart(figure, key="map")
