"""A small app that shows nothing but the map component, on the pack's own geometry and figures."""
