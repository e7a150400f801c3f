"""Explorers of lesson 03: the male axis, pulses, the cycle, free testosterone, body mass, what remains, PCOS."""
