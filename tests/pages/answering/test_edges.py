"""Areas that the edge of a system cuts are named in the method panel, the ward drawn with its neighbour too."""

from __future__ import annotations

from pages.parts import opened_pack
from pages.parts.answering import edges


def test_the_ward_at_the_edge_is_named_with_its_share(asked) -> None:
    """Wrentham, Wangford & Westleton: 45 % in old Waveney by postcodes; 138 of 310 are in LSOAs of the board."""
    chosen = asked(indicator="population_mid2015", level="ward")[0]
    words = [text for label, text in edges.edge_facts(chosen) if label == "Across the edge"]
    left = next(text for text in words if text.startswith("Drawn with a neighbouring system"))
    assert "Wrentham, Wangford & Westleton (45 % of its postcodes inside)" in left and left.endswith(
        "Norfolk and Waveney itself hold its part of them."
    )
    pack = opened_pack.pack()
    pairs, members = pack.lookup("lsoa11_wd25"), pack.lookup("footprint_lsoa11")
    inside = set(members.loc[members["footprint_id"] == "sys-nw-icb", "lsoa11cd"])
    ward = pairs[pairs["wd25cd"] == "E05012762"]
    postcodes = ward.groupby(ward["lsoa11cd"].isin(inside))["postcodes"].sum()
    assert round(100 * postcodes[True] / postcodes.sum()) == 45
    assert "E05012762" not in pack.names("wd25", "sys-nw-icb").codes


def test_every_area_is_drawn_in_some_system_or_named_at_its_edge(asked) -> None:
    """Plain second way: LSOA by LSOA, which wards the system touches."""
    chosen = asked(indicator="population_mid2015", level="ward")[0]
    pack = opened_pack.pack()
    pairs, members = pack.lookup("lsoa11_wd25"), pack.lookup("footprint_lsoa11")
    inside = set(members.loc[members["footprint_id"] == "sys-nw-icb", "lsoa11cd"])
    touched = {ward for lsoa, ward in zip(pairs["lsoa11cd"], pairs["wd25cd"], strict=True) if lsoa in inside}
    missing = touched - set(pack.names("wd25", "sys-nw-icb").codes)
    text = " ".join(words for _, words in edges.edge_facts(chosen))
    names = pack.areas[pack.areas["area_type"] == "wd25"].set_index("area_code")["name"]
    shares, _ = edges.share_inside("wd25", "sys-nw-icb")
    assert missing and all(names[code] in text for code in missing if shares[code] >= edges.EDGE)


def test_a_district_that_is_drawn_whole_is_named_with_its_share(asked) -> None:
    chosen = asked(indicator="stroke_admissions_count", level="district")[0]
    ((_, words),) = edges.edge_facts(chosen)
    assert words == ("Drawn and counted whole, though partly outside: East Suffolk (50 % of its small areas inside).")


def test_where_nothing_is_cut_nothing_is_said(asked) -> None:
    assert edges.edge_facts(asked()[0]) == ()
    assert edges.edge_facts(asked(system="england", place="")[0]) == ()
    assert edges.edge_facts(asked(level="neighbourhood")[0]) == ()
