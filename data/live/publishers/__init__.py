"""One file for every live source: who, where, under which licence, how often, and what reads it."""
