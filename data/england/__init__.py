"""What the full England pack has beyond the embedded one: areas, measures and their reviewed texts."""
