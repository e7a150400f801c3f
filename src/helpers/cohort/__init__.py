"""Synthetic people: adults, their tolerance tests, sensor traces and follow-up. No row is a person."""

from __future__ import annotations

from helpers.cohort.population import SHIPPED, SHIPPED_SEED, columns, generate, load

__all__ = ["SHIPPED", "SHIPPED_SEED", "columns", "generate", "load"]
