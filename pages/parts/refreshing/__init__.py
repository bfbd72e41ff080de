"""Fetching new figures from a page, where the server's operator allows it."""
