"""Bringing publishers' files here: patient with slow servers, strict about what comes, never half a file in place."""
