"""Packs that follow one another in one root folder: published whole, compared, switched, restored.

Lives here: everything about the root. Not here: what is in a pack (`data.pack`), fetching (`data.live`).
"""
