"""Explorers of lesson 01: insulin action, compensation, the thermostat, causes, the years, a meal."""
