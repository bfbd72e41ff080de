"""The letters of everything that leaves the server, from an installed package: a server may have no fonts at all.

Lives here: family and files of Source Sans Pro (SIL Open Font License 1.1). Not here: drawing with them.
"""

from __future__ import annotations

from font_source_sans_pro import font_directory

FAMILY = "Source Sans Pro"
FACES = ("Regular", "It", "Semibold", "Bold", "BoldIt")
FONT_FOLDER = font_directory
FONT_FILES = tuple(f"{font_directory}/SourceSansPro-{face}.ttf" for face in FACES)
STACK = f"'{FAMILY}', Arial, 'Liberation Sans', sans-serif"  # where a reader's program does not have the family
