"""From a placed scene to files: SVG, HTML, DOT, JSON, PNG, PDF."""
