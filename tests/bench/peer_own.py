"""The naive peer of the footprint page: pasted codes coloured on a Plotly map, with their residents.

PACK names the pack. The boundaries are loaded once (`st.cache_data`), as anybody would.
"""

import json
import os
from pathlib import Path

import geopandas as gpd
import pandas as pd
import plotly.express as px
import streamlit as st

PACK = Path(os.environ["PACK"])
SYSTEM = "E54000022"


@st.cache_data
def lsoas() -> pd.DataFrame:
    columns = ["lsoa11cd", "lsoa11nm", "icb22cd", "population"]
    table = pd.read_parquet(PACK / "lookups" / "lsoa11.parquet", columns=columns)
    return table[table["icb22cd"] == SYSTEM]


@st.cache_data
def boundaries() -> dict:
    areas = gpd.read_parquet(PACK / "boundaries" / "lsoa11.parquet").to_crs(4326)
    return json.loads(areas[areas["area_code"].isin(lsoas()["lsoa11cd"])].to_json())


st.set_page_config(layout="wide")
codes = st.text_area("Codes or postcodes").replace(",", " ").split()
inside = lsoas()["lsoa11cd"].isin(codes)
figure = px.choropleth_map(
    lsoas().assign(inside=inside.astype(int)),
    geojson=boundaries(),
    locations="lsoa11cd",
    featureidkey="properties.area_code",
    color="inside",
    title=f"{inside.sum()} LSOAs",
    map_style="white-bg",
    height=600,
    center={"lon": 1.1, "lat": 52.65},
    zoom=8,
)
st.plotly_chart(figure, key="map")
st.metric("Residents", f"{lsoas().loc[inside, 'population'].sum():,.0f}")
st.dataframe(lsoas().loc[inside, ["lsoa11cd", "lsoa11nm", "population"]])
