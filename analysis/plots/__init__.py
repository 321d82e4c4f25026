"""Plotly figures from results; nothing here computes."""
