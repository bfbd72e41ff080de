"""A script that ends in an exception, so that the tests can see that they would notice one."""

raise ValueError("planted")
