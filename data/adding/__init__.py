"""Own indicators: a reader's sheet read whole or refused with every fault, kept with the pack, exchanged as one."""
