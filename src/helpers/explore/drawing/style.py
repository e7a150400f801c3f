"""How figures look: one palette, one set of sizes, read from the last row and without colour vision."""

from __future__ import annotations

from typing import Any

# Okabe & Ito's palette keeps its contrasts in the common kinds of colour blindness. Shades are darkened
# where the original falls short of 3:1 on the paper colour; marks differ by shape or line style as well.
PAPER = "#ffffff"
INK = "#1f2933"
MUTED = "#5b6770"
GRID = "#dde3e8"
GLUCOSE = "#b3430a"  # vermilion
INSULIN = "#005b99"  # blue
LEARNER = "#111111"  # the learner's own point or curve
COMPARE = "#6b7680"  # what the learner's is compared with
GOOD = "#00735c"  # bluish green
WARN = "#9a5b00"  # orange
ACCENT = "#8f3f75"  # reddish purple
CROWD = "#8fa3b3"

DPI = 100  # units of a drawing per inch: a drawing that is 900 wide is shown on 900 CSS pixels, or scaled to fit
STACKED = 640  # narrower than that, panels stand one below the other

# matplotlib's stubs accept only literal keys, which a dictionary built here has not.
STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 12,
    "axes.titlesize": 13,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 12,
    "axes.labelcolor": INK,
    "axes.edgecolor": MUTED,
    "axes.linewidth": 1.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "grid.linewidth": 0.8,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 11,
    "ytick.labelsize": 11,
    "text.color": INK,
    "lines.linewidth": 2.6,
    "lines.markersize": 11,
    "legend.frameon": False,
    "legend.fontsize": 11,
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "savefig.facecolor": PAPER,
}
