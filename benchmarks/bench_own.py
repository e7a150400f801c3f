"""How long a learner's own file is read, beside pandas.read_csv reading the same file without a check.

Times are of the processor, medians of several runs that alternate, so that other work on the machine hardly counts.
"""

from __future__ import annotations

import datetime
import tempfile
from functools import partial
from pathlib import Path

import pandas as pd
from bench_cgm import alternating

from helpers import own

MINUTES = 14 * 24 * 60
BYTES = 10_000_000


def trace() -> str:
    """Return two weeks of a sensor that reads every minute, as LibreView writes them."""
    start = datetime.datetime(2026, 1, 12)
    head = "Device,Serial Number,Device Timestamp,Record Type,Historic Glucose mg/dL,Scan Glucose mg/dL\n"
    return head + "".join(
        f"FreeStyle Libre 3,SN,{start + datetime.timedelta(minutes=minute):%d-%m-%Y %H:%M},0,{90 + minute % 50},\n"
        for minute in range(MINUTES)
    )


def laboratory() -> str:
    """Return a table of a laboratory, many rows long."""
    rows = "".join(
        f"{4 + k % 30 / 10:.1f},{2 + k % 280 / 10:.1f},{30 + k % 15},ordinary visit {k % 97}\n"
        for k in range(1000)
    )
    return "Glucose (mmol/L),Insulin (mU/L),HbA1c (mmol/mol),comment\n" + rows * (BYTES // len(rows))


def table() -> str:
    """Return the table as Markdown."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for what, text in (
            (f"{MINUTES:,} readings of a sensor", trace()),
            ("a laboratory's 10 MB", laboratory()),
        ):
            path = Path(folder, "mine.csv")
            path.write_text(text, encoding="utf-8")
            ours, theirs = alternating(partial(own.read, path), partial(pd.read_csv, path))
            rows.append(f"| {what} | {ours / 1000:.2f} | {theirs / 1000:.2f} | {ours / theirs:.0f} |")
    head = "| a file of one's own | own.read, s | pandas.read_csv, s | times as long |\n|---|---|---|---|"
    return "\n".join([head, *rows, ""])


if __name__ == "__main__":
    print(table())
