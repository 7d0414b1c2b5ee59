"""The look of Kith: base page, components, charts and the words for days, numbers and names."""
