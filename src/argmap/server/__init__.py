"""The live preview that `argmap serve` shows."""
