"""The published example of deaths and people by age, and small frames made from it.

PHEindicatormethods, tests/testthat/testLifeExpectancy.R and the worked example of `phe_life_expectancy`; expected
values from the PHE Life Expectancy Calculator.
"""

import pandas as pd

from equity.values.life_table import FIRST_AGES

PEOPLE = (7060, 35059, 46974, 48489, 43219, 38561, 46009, 57208, 61435, 55601)
PEOPLE += (50209, 56416, 46411, 39820, 37978, 37039, 33288, 23306, 11936, 11936)
DEATHS = (17, 9, 4, 8, 20, 15, 24, 33, 50, 71, 100, 163, 263, 304, 536, 872, 1390, 1605, 1936, 1937)
YEARS = (80.16960813, 79.36245674, 75.44193645, 70.47299936, 65.52909542, 60.67510088, 55.78835987, 50.92752727)
YEARS += (46.06740425, 41.24505636, 36.49322717, 31.83343842, 27.26027992, 22.9719144, 18.76856852, 14.95858336)
YEARS += (11.51684445, 8.618849241, 6.163942934, 6.16210635)
LOWER = (79.88268548, 79.0898816, 75.17407307, 70.20675732, 65.26548673, 60.41876577, 55.53801579, 50.68279939)
LOWER += (45.82666794, 41.00842831, 36.26223216, 31.60996318, 27.04337271, 22.76653134, 18.57570352, 14.77985004)
LOWER += (11.34831778, 8.451134045, 5.978358351, 5.887683386)


def frames(*changes: dict) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Deaths and people, one area per change ({"deaths": {age: number}, "people": {age: number}})."""
    sides = []
    for side, numbers in (("deaths", DEATHS), ("people", PEOPLE)):
        rows = [pd.Series(numbers, index=FIRST_AGES, dtype="float64") for _ in changes]
        for row, change in zip(rows, changes, strict=True):
            for age, number in change.get(side, {}).items():
                row[age] = number
        sides.append(pd.DataFrame(rows, index=pd.Index(range(len(rows)), name="area_code")))
    return sides[0], sides[1]
