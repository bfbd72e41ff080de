"""The message to the map component: what goes in comes out, and a wrong one never leaves."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.showing.map_payload import decode, encode


def header(count: int, **more: object) -> dict:
    """The smallest header that may be sent."""
    return {"layer": {"count": count}, "bounds": [0, 50, 2, 53], "colours": {}, "legend": {"labels": []}} | more


@given(st.binary(max_size=400), st.text(max_size=40))
def test_what_goes_in_comes_out(content: bytes, words: str) -> None:
    classes = np.frombuffer(content, dtype=np.uint8)
    found, back = decode(encode(header(len(classes), alt=words), classes))
    assert found["alt"] == words
    assert back.tolist() == list(content)


def test_bytes_are_laid_out_as_the_browser_reads_them() -> None:
    message = encode(header(3, alt="é"), np.array([0, 4, 255], dtype=np.uint8))
    assert message[:4] == b"HEM1"
    (length,) = struct.unpack("<I", message[4:8])
    assert message[8 + length :] == b"\x00\x04\xff"
    assert "é".encode() in message[8 : 8 + length]


def test_later_messages_have_higher_numbers_and_a_given_one_is_kept() -> None:
    none = np.array([], dtype=np.uint8)
    first, second = (int(decode(encode(header(0), none))[0]["seq"]) for _ in range(2))
    assert second > first > 2**53
    assert decode(encode(header(0, seq="7"), none))[0]["seq"] == "7"


@pytest.mark.parametrize(
    ("classes", "words"),
    [
        (np.zeros(3, dtype=np.uint8), "3 classes for 2 areas"),
        (np.zeros(2), "not float64"),
        (np.zeros((2, 1), dtype=np.uint8), "shape"),
    ],
)
def test_wrong_classes_are_refused(classes: np.ndarray, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        encode(header(2), classes)


def test_missing_header_keys_are_all_named() -> None:
    with pytest.raises(ValueError, match="bounds, legend"):
        encode({"layer": {"count": 0}, "colours": {}}, np.array([], dtype=np.uint8))


def test_numbers_the_browser_cannot_read_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        encode(header(0, selected=float("nan")), np.array([], dtype=np.uint8))


def test_other_bytes_are_not_taken_for_a_message() -> None:
    with pytest.raises(ValueError, match="HEM1"):
        decode(b"PNG1....")
