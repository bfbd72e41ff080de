"""Where the numbers of a page are from: a list of them, and file, row, checksum and licence of each."""
