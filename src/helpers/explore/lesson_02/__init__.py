"""Explorers of lesson 02: confounding, arrows, lipids, pressure, a forest plot, icons, weight."""
