"""What authors of explorers draw with: one style, charts, the wording of numbers, curves of HOMA-IR."""
