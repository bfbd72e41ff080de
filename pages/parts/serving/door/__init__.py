"""The door before a root of snapshots: each pack has a process of its own, each tab stays with the one it began with.

Lives here: who answers whom. Not here: pages and figures, which know nothing of it.
"""
