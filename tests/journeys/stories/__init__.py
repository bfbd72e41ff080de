"""The acceptance descriptions told from start to finish, on the embedded and on the full England pack."""
