"""Monthly and weekly counts against what past years lead one to expect: the Farrington-Noufaily algorithm.

Lives here: which past periods are used, the quasi-Poisson model with trend and season, the down-weighting of past
outbreaks, and the flag. Not here: the bounds from a prediction (`farrington_threshold`); many series at once and short
ones (`xmr`, `cusum`, `signal`). The model is fitted by statsmodels, which is loaded only when a series is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from warnings import catch_warnings, simplefilter

import numpy as np

from equity.change.farrington_threshold import Variant, noufaily_threshold, tail_scores

OUTLIER = 2.58  # Anscombe residuals above are down-weighted
FEWEST_POINTS = 3  # reference points per parameter


@dataclass(frozen=True)
class Surveillance:
    """How the past is used.

    Attributes
    ----------
    per_year : int
        52 or 12 periods.
    years : int
        Years back.
    half_window : int
        Periods on either side of the same time of year that form the reference block.
    blocks : int
        Parts of the year with a level of their own, the reference block being one; 1 for no season: then only the
        reference windows are used.
    left_out : int
        Latest periods that do not count as past, so that a running outbreak does not hide itself.
    alpha : float
    """

    per_year: int = 52
    years: int = 5
    half_window: int = 3
    blocks: int = 10
    left_out: int = 26
    alpha: float = 0.005


WEEKLY = Surveillance()
MONTHLY = Surveillance(per_year=12, half_window=1, blocks=5, left_out=6)
FEWEST_EVENTS, RECENT = 5, 4  # events in the last periods without which nothing is flagged


@dataclass(frozen=True)
class Threshold:
    """What one period is held against.

    Attributes
    ----------
    expected, upper : float
        Predicted count and its bound; NaN if there is a reason.
    p_value, score : float
    flagged : bool
        Above the bound, with at least five events in the last four periods.
    overdispersion : float
    trend : bool
        Whether the model kept its trend.
    reason : str
        Why there is no threshold, "" if there is one.
    """

    expected: float = float("nan")
    upper: float = float("nan")
    p_value: float = float("nan")
    score: float = float("nan")
    flagged: bool = False
    overdispersion: float = float("nan")
    trend: bool = False
    reason: str = ""


def farrington(
    counts, settings: Surveillance = WEEKLY, *, exposure=None, variant: Variant = Variant.PLUG_IN
) -> Threshold:
    """Whether the last count of a series is above what past years lead one to expect.

    Parameters
    ----------
    counts : array of shape (points,)
        Oldest first; the last one is judged. Missing or negative past counts are left out.
    settings : Surveillance
    exposure : array of shape (points,), optional
        People per period; the model is then of rates.
    variant : Variant

    Returns
    -------
    Threshold

    References
    ----------
    Farrington CP et al (1996) J R Stat Soc A 159:547-563. Noufaily A et al (2013) Stat Med 32:1206-1222.
    """
    y = np.asarray(counts, "float64")
    y = np.where((y >= 0) & np.isfinite(y), y, np.nan)  # a negative or infinite count is no count
    people = np.ones(len(y)) if exposure is None else np.asarray(exposure, "float64")
    people = np.where(np.isfinite(people), people, np.nan)
    block = reference_blocks(len(y), settings)
    usable = (block >= 0) & ~np.isnan(y) & (people > 0)
    # A part of the year without a single event has a level of its own at 0 and says nothing of the other parts.
    usable &= np.isin(block, block[usable & (y > 0)])
    reason = _unfit(y, usable, people=people, block=block, settings=settings)
    if reason:
        return Threshold(reason=reason)
    time = (np.arange(len(y)) - (len(y) - 1)) / settings.per_year
    levels = np.unique(block[usable])
    season = (block[:, None] == levels[1:]).astype("float64")  # level 0, the reference block, is the intercept
    past, offset = y[usable], np.log(np.where(people > 0, people, np.nan))
    design = np.column_stack([np.ones(len(y)), season, time])
    trend = True
    fitted = _fitted(past, design[usable], offset[usable])
    seen = (past / people[usable]).max()
    if np.exp(fitted.log_mean(design[-1])) > seen:  # the trend leads beyond all that was seen
        trend, design = False, design[:, :-1]
        fitted = _fitted(past, design[usable], offset[usable])
    log_mean = fitted.log_mean(design[-1]) + offset[-1]
    error = fitted.log_error(design[-1])
    bounds = noufaily_threshold(
        log_mean, error, overdispersion=fitted.overdispersion, variant=variant, alpha=settings.alpha
    )
    found, upper = tail_scores(y[-1], bounds).iloc[0], float(bounds["upper"].iloc[0])
    flagged = bool(y[-1] > upper and np.nansum(y[-RECENT:]) >= FEWEST_EVENTS)
    numbers = (float(np.exp(log_mean)), upper, float(found["p_value"]), float(found["score"]))
    return Threshold(*numbers, flagged, fitted.overdispersion, trend)


def reference_blocks(points: int, settings: Surveillance = WEEKLY) -> np.ndarray:
    """Part of the year of every past period, counted from the last one: 0 the same time of year, -1 not used.

    Each year back has its reference window of `half_window` periods on either side (block 0); the rest of the year is
    cut into equal parts. The latest `left_out` periods, and what lies further back than `years` and a half window, are
    not used.
    """
    back = points - 1 - np.arange(points)
    place = np.mod(back + settings.half_window, settings.per_year)
    window = 2 * settings.half_window + 1
    others = settings.blocks - 1
    rest = settings.per_year - window
    part = 1 + np.minimum((place - window) * others // rest, others - 1) if others else np.full(points, -1)
    block = np.where(place < window, 0, part)
    furthest = settings.years * settings.per_year + settings.half_window
    return np.where((back > settings.left_out) & (back <= furthest), block, -1)


def outlier_weights(residuals, threshold: float = OUTLIER) -> np.ndarray:
    """Weights of past periods: residual to the power -2 above the threshold, scaled to sum to their number."""
    s = np.asarray(residuals, "float64")
    above = s > threshold
    raw = np.where(above, np.where(above, s, 1.0) ** -2.0, 1.0)
    return raw * len(s) / raw.sum()


@dataclass(frozen=True, eq=False)
class _Fit:
    coefficients: np.ndarray
    covariance: np.ndarray
    overdispersion: float

    def log_mean(self, row: np.ndarray) -> float:
        return float(row @ self.coefficients)

    def log_error(self, row: np.ndarray) -> float:
        return float(np.sqrt(row @ self.covariance @ row))


def _fitted(y: np.ndarray, design: np.ndarray, offset: np.ndarray) -> _Fit:
    """Quasi-Poisson model, fitted twice: the second time with past outbreaks down-weighted."""
    import statsmodels.api as sm  # takes a second to load; no other page needs it
    from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

    def model(weights: np.ndarray | None):
        return sm.GLM(y, design, family=sm.families.Poisson(), offset=offset, var_weights=weights)

    with catch_warnings():
        simplefilter("ignore", PerfectSeparationWarning)  # a series that never changes is met exactly: no fault
        first = model(None).fit()
    spread = max(1.0, first.pearson_chi2 / first.df_resid)
    hat = np.clip(first.get_hat_matrix_diag(), 0.0, 1 - 1e-9)
    mu = first.fittedvalues
    anscombe = 1.5 * (y ** (2 / 3) * mu ** (-1 / 6) - np.sqrt(mu)) / np.sqrt(spread * (1 - hat))
    with catch_warnings():
        simplefilter("ignore", PerfectSeparationWarning)
        second = model(outlier_weights(anscombe)).fit()
    spread = max(1.0, second.pearson_chi2 / second.df_resid)
    return _Fit(second.params, second.normalized_cov_params * spread, float(spread))


def _unfit(y: np.ndarray, usable: np.ndarray, *, people: np.ndarray, block: np.ndarray, settings: Surveillance) -> str:
    if len(y) <= settings.years * settings.per_year:
        return f"{settings.years} years of past counts are needed."
    if np.isnan(y[-1]):
        return "the latest count is missing."
    if not people[-1] > 0:
        return "the number of people of the latest period is missing."
    if not (usable & (block == 0)).any():
        return "there were no events at this time of year in past years."
    if usable.sum() < FEWEST_POINTS * (len(np.unique(block[usable])) + 1):
        return "too few past counts."
    return ""
