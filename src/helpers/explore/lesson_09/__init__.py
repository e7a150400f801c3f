"""Explorers of lesson 09: people lost on the way, trials that were never published."""
