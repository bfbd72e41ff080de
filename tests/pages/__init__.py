"""Tests of what pages share and of the pages' wiring."""
