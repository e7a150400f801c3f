"""A learner's own files, read on the learner's computer: `read` is the door."""

from __future__ import annotations

from helpers.own.door import Own, read

__all__ = ["Own", "read"]
