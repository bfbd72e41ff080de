"""What the map component receives: a header and one class byte per area, in one `bytes`.

Lives here: the wire format (`b"HEM1"`, header length, header, classes) and its check at the door.
Not here: what the header says (the page writes it) or how it is drawn (`static/map`).
"""

from __future__ import annotations

import json
import struct
import time

import numpy as np

MAGIC = b"HEM1"
REQUIRED = ("layer", "bounds", "colours", "legend")
NOT_DRAWN = 255


def encode(header: dict, classes: np.ndarray) -> bytes:
    """One message for the map component.

    Parameters
    ----------
    header : dict
        Header of the contract (`docs/architecture.md`). `seq` is added when absent: the clock in nanoseconds, so that
        a later message always wins over an earlier one, also across sessions.
    classes : numpy.ndarray of uint8, shape (areas,)
        `class_index` of every area of the scope, in the scope's code order.

    Raises
    ------
    ValueError
        If a header key is missing, or the classes are not one byte for each of `layer.count` areas.
    """
    absent = [key for key in REQUIRED if key not in header]
    if absent:
        raise ValueError(f"map header lacks {', '.join(absent)}")
    if classes.dtype != np.uint8 or classes.ndim != 1:
        raise ValueError(f"classes must be one row of uint8, not {classes.dtype} of shape {classes.shape}")
    if len(classes) != header["layer"]["count"]:
        raise ValueError(f"{len(classes)} classes for {header['layer']['count']} areas")
    stamped = {"seq": str(time.time_ns())} | header
    text = json.dumps(stamped, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
    return MAGIC + struct.pack("<I", len(text)) + text + classes.tobytes()


def decode(payload: bytes) -> tuple[dict, np.ndarray]:
    """Header and classes of a message: the inverse of `encode`.

    Raises
    ------
    ValueError
        If the message does not start with `HEM1`.
    """
    if payload[:4] != MAGIC:
        raise ValueError("not a map message: it does not start with HEM1")
    (length,) = struct.unpack("<I", payload[4:8])
    header = json.loads(payload[8 : 8 + length])
    return header, np.frombuffer(payload[8 + length :], dtype=np.uint8)
