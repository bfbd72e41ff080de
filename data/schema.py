"""The words everyone shares: column names, statuses, tiers, levels and area types.

Lives here: names and small enums, nothing that reads, computes or draws.
Not here: rules on how a status looks (`charts.states`) or how a file is checked (`data.validation`).
"""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Why a value is, or is not, shown. One enum from importer to pixel."""

    OK = "ok"
    SUPPRESSED = "suppressed"  # measured, withheld because the count is small
    MISSING = "missing"  # the publisher has it elsewhere, this pack has no value here
    NOT_COLLECTED = "not_collected"  # never published for this kind of area
    NOT_COMPARABLE = "not_comparable"  # a value that must not be ranked (unreliable register)
    ESTIMATED = "estimated"  # derived by apportioning or rebuilding counts


class Polarity(StrEnum):
    """Which direction is good."""

    HIGH_IS_GOOD = "high_is_good"
    LOW_IS_GOOD = "low_is_good"
    NONE = "none"


class ValueType(StrEnum):
    """How a value is made from numerator and denominator."""

    PROPORTION = "proportion"  # value = numerator / denominator * multiplier, numerator <= denominator
    CRUDE_RATE = "crude_rate"  # value = numerator / denominator * multiplier, events
    DSR = "directly_standardised_rate"
    COUNT = "count"
    MEAN = "mean"  # e.g. minutes, years
    INDEX = "index"  # ranks, scores: never aggregated


class Tier(StrEnum):
    """The tiers a footprint can have."""

    SYSTEM = "system"
    PLACE = "place"
    NEIGHBOURHOOD = "neighbourhood"
    CATCHMENT = "catchment"


class Owner(StrEnum):
    """Kinds of body that a footprint belongs to; who it is stands in the register as text (`owner_name`).

    The list is closed. A place partnership is a committee of its board without a standing of its own, and the
    sustainability and transformation partnerships and integrated care systems to June 2022 are the board's forerunners:
    both count as the board, and `owner_name` says which of them it is.
    """

    ICB = "ICB"  # the board, its place partnerships, and the partnerships that were there before it
    COUNCIL = "council"
    PCN = "PCN"
    POLICE = "police"
    SOCIAL_CARE = "social care"
    ACUTE_TRUST = "acute trust"
    OWN = "own"  # drawn by readers themselves


class Level(StrEnum):
    """What a reader chooses in "Areas"; a level has one or more area types (vintages)."""

    LSOA = "lsoa"
    MSOA = "msoa"
    WARD = "ward"
    DISTRICT = "district"
    UPPER_TIER = "upper_tier"
    NEIGHBOURHOOD = "neighbourhood"
    PLACE = "place"
    PCN = "pcn"
    SYSTEM = "system"
    REGION = "region"
    COUNTRY = "country"


LEVEL_NAMES = {
    Level.LSOA: "LSOAs",
    Level.MSOA: "MSOAs",
    Level.WARD: "Wards",
    Level.DISTRICT: "Districts",
    Level.UPPER_TIER: "Upper-tier councils",
    Level.NEIGHBOURHOOD: "Neighbourhoods",
    Level.PLACE: "Places",
    Level.PCN: "Primary care networks",
    Level.SYSTEM: "Systems",
    Level.REGION: "Regions",
    Level.COUNTRY: "England",
}

# area_type -> level. An area type is a level with its vintage: "lsoa11" is not "lsoa21".
AREA_TYPES = {
    "lsoa11": Level.LSOA,
    "lsoa21": Level.LSOA,
    "msoa11": Level.MSOA,
    "msoa21": Level.MSOA,
    "wd25": Level.WARD,
    "wd22": Level.WARD,
    "lad11": Level.DISTRICT,  # the districts that LSOA 2011 names carry (Waveney, Bournemouth ...)
    "lad22": Level.DISTRICT,
    "lad24": Level.DISTRICT,
    "ctyua18": Level.UPPER_TIER,  # to 31 March 2019
    "ctyua19": Level.UPPER_TIER,  # 1 April 2019 - 31 March 2021
    "ctyua21": Level.UPPER_TIER,  # 1 April 2021 - 31 March 2023
    "ctyua23": Level.UPPER_TIER,  # from 1 April 2023
    "neighbourhood": Level.NEIGHBOURHOOD,  # footprints carry dates instead of a vintage
    "place": Level.PLACE,
    "pcn20": Level.PCN,
    "system": Level.SYSTEM,
    "sicbl22": Level.SYSTEM,
    "icb22": Level.SYSTEM,
    "rgn": Level.REGION,
    "ctry": Level.COUNTRY,
}

FOOTPRINT_TYPES = ("neighbourhood", "place", "system")

TOGETHER = " & "  # between the names of release rules that hold together
POOL = ".."  # between first and last year of a period that is pooled here and stored nowhere: "2016/17..2018/19"

# One row per indicator x area x period x sex x age x category: what is in observations.parquet, in this order.
OBSERVATION_COLUMNS = {
    "indicator_id": "str",
    "area_code": "str",
    "area_type": "str",
    "period": "str",  # "2021-07-08" (cumulative to), "2023/24" (financial year), "2019", "2017-2019" (pooled)
    "sex": "str",  # "all", "female", "male"
    "age": "str",  # "16+", "40-44", "5 years", "all"
    "category": "str",  # "" for everyone, else "<axis>:<value>", e.g. "imd_quintile:1", "ethnicity:Asian"
    "numerator": "Float64",
    "denominator": "Float64",
    "value": "Float64",  # in the indicator's unit; NA unless published or count-free (MEAN, INDEX)
    "lower_ci": "Float64",  # published 95 % limits, else NA (equity computes them)
    "upper_ci": "Float64",
    "status": "str",  # Status
    "note": "str",  # note ids of the indicator, joined by ";", "" if none
}

KEY_COLUMNS = ("indicator_id", "area_code", "area_type", "period", "sex", "age", "category")

# One row per area_type x area_code: what is in areas.parquet, in this order.
AREA_COLUMNS = {
    "area_code": "str",
    "area_type": "str",
    "name": "str",  # as a reader would say it; MSOAs carry the House of Commons name where the pack has one
    "district": "str",  # name of the (best-fit) district, "" where it has none
    "county": "str",  # name of the (best-fit) upper-tier authority of ctyua21, "" where it has none
    "lon": "float64",  # a point inside the area, EPSG:4326
    "lat": "float64",
    "valid_from": "str",  # ISO date or "" (always)
    "valid_to": "str",  # ISO date, inclusive, or "" (open)
}
