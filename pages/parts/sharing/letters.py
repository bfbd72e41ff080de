"""A whole number as letters that can be read out, typed and put into an address, with two letters of check.

31 letters: no capital matters, and none that is taken for another (no 0, o, i, l, u). 31 is a prime, so that one wrong
letter, or two that changed places, is always noticed.
Lives here: digits and their check. Not here: what the number means (`short_link`).
"""

from __future__ import annotations

LETTERS = "123456789abcdefghjkmnpqrstvwxyz"
BASE = len(LETTERS)
CHECKS = 2


def spelled(number: int) -> str:
    """Letters of a number of 0 or more, the check first."""
    digits = []
    while number:
        number, digit = divmod(number, BASE)
        digits.append(digit)
    return "".join(LETTERS[one] for one in (*_check(digits), *digits))


def read(letters: str) -> int:
    """The number behind letters; spaces, hyphens and capitals do not matter.

    Raises
    ------
    ValueError
        One sentence: letters that no link has, too few, or a check that does not fit.
    """
    kept = "".join(letters.lower().replace("-", " ").split())
    wrong = sorted(set(kept) - set(LETTERS))
    if wrong:
        raise ValueError(f"Short links never have the letters {', '.join(wrong[:5])}.")
    digits = [LETTERS.index(one) for one in kept]
    if len(digits) <= CHECKS or digits[-1] == 0:
        raise ValueError("Letters are missing at its end.")
    if tuple(digits[:CHECKS]) != _check(digits[CHECKS:]):
        raise ValueError("A letter is wrong or missing.")
    number = 0
    for digit in reversed(digits[CHECKS:]):
        number = number * BASE + digit
    return number


def _check(digits: list[int]) -> tuple[int, int]:
    """Two sums modulo 31: weights 1 to 30 in turn notice a wrong letter and two that changed places."""
    weighed = sum((1 + place % (BASE - 1)) * digit for place, digit in enumerate(digits))
    return (weighed + len(digits)) % BASE, sum(digits) % BASE
