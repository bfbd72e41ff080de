"""Live sources: what publishers keep bringing out, fetched when it is due, put into a new pack beside the old one."""
