"""Journeys: a real headless Chromium against the real app on a loopback port."""
