"""From a placed scene to files: SVG, HTML, DOT, JSON, plain text, PNG, PDF."""

FORMATS = ("svg", "html", "dot", "json", "text", "png", "pdf")
"""The formats by name; each is a module here with a function `render_NAME`."""
