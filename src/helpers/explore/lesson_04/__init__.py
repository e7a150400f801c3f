"""Explorers of lesson 04: the trials of testosterone, injections, pulses, small trials, and a missing number."""
