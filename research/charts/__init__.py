"""Charts as values: what stands where, drawn by small templates as SVG with real text and no script.

Colours come from static/research/charts.css, so a chart is read on light and dark ground and on paper.
"""
