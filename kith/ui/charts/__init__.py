"""Charts as our own SVG: statistics in `spc`, geometry in `drawing`, shapes in `ui/components/charts.html`."""
