"""How each number of the gradient page is made, in words: for its panel, and for the rows of its file.

Lives here: the texts, and which of them belongs to which rows. Not here: the panel (`sheet`), the file (`numbers`).
"""

from __future__ import annotations

from charts.method import measure_method
from data.schema import ValueType

METHOD = (
    (
        "Which fifth is meant",
        "The whole product uses one definition. The areas a measure is counted by (MSOAs or LSOAs) are put in order of "
        "deprivation, the residents' average IMD 2019 rank of their LSOAs, and cut into fifths or tenths of the "
        "residents of mid-2015; an area belongs where the middle of its people lies. Two tenths make a fifth. Tenths "
        "are drawn from 50 areas on.",
    ),
    (
        "Ranked within England",
        "England's tenths or fifths of areas instead. For LSOAs they are the publisher's. Larger areas are ranked by "
        "the average rank of their LSOAs among all of England's; where the pack does not have all of them, an area is "
        "put where its average rank lies among LSOAs, which is an approximation and leaves the ends emptier.",
    ),
    (
        "Values and limits",
        "Numerators and denominators are summed over the areas of a group, then divided; rates are never averaged. "
        "Limits are Wilson's for proportions, exact or Byar's for rates.",
    ),
    (
        "Gap",
        "Most minus least deprived fifth, with limits from both (Newcombe 1998; Donner and Zou 2012); the relative gap "
        "is most over least, with limits of its logarithm.",
    ),
    (
        "Slope index of inequality",
        "A straight line through all groups, each weighted by its people and placed by their share: least minus most "
        "deprived end. Limits from 20,000 simulations of the groups (Low and Low 2004). The relative index divides the "
        "two ends.",
    ),
    (
        "Numbers of people",
        "Every group is given the rate of the least deprived group drawn; the difference from what was counted is the "
        "number (population-attributable fraction, Mackenbach and Kunst 1997). It describes a difference and shows "
        "neither why it is there nor what would change it.",
    ),
    (
        "Concentration",
        "People in order of deprivation against their running share of those counted, by the groups drawn; the index "
        "is twice the area between curve and diagonal, below 0 where the curve lies above (Kakwani, Wagstaff and van "
        "Doorslaer 1997).",
    ),
    (
        "How unequal the areas are",
        "Gini (1912) and Theil (1967) of the share on the wrong side, each area weighed by its people; limits from "
        "areas drawn anew with a fixed seed (Mills and Zandvakili 1997), from ten areas on. Theil’s index is split "
        "into the part between deprivation fifths and the part inside them.",
    ),
    (
        "Core20",
        "Residents of mid-2015 in LSOAs of national tenths 1 and 2 of IMD 2019, out of all residents. All are counted, "
        "so there are no intervals.",
    ),
    (
        "Kind of neighbourhood",
        "Each area is given the 2011 supergroup that most of its postcodes have; an area of another kind inside it "
        "goes along.",
    ),
    (
        "Same ages",
        "Counts and people of each group are summed by age band and weighed with one standard population, so that the "
        "groups differ in everything but age.",
    ),
)

_OF_ROWS = {
    "Gap": "Gap",
    "Relative gap": "Gap",
    "Slope index": "Slope index of inequality",
    "Relative index": "Slope index of inequality",
    "Difference in people": "Numbers of people",
    "Concentration": "Concentration",
    "Inequality of areas": "How unequal the areas are",
    "Core20": "Core20",
}


def row_method(what: str, value_type: ValueType) -> str:
    """How the numbers of a kind of row are made; values of groups are made as the measure's own."""
    return dict(METHOD)[_OF_ROWS[what]] if what in _OF_ROWS else measure_method(value_type)
