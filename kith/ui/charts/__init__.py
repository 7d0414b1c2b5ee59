"""Charts as our own SVG: statistics in `spc`, places in `drawing`, shapes in `ui/components/charts.html`."""
