"""Figures and the children behind them: indicators, readings, publications, dashboards."""
