"""Explorers of lesson 05: growth hormone and insulin, pulses, half-lives, evidence, absence, combinations."""
