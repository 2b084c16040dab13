"""The live preview of `argmap serve`."""
