"""Embedding in HTML: data that cannot break out of its element, and hashes for the page's security policy."""

from __future__ import annotations

import base64
import hashlib
import json


def inert_json(data: object) -> str:
    """JSON that cannot end the script element it is embedded in, whatever it contains."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def policy_hash(text: str) -> str:
    """The hash by which a Content-Security-Policy allows an inline script or style (W3C CSP Level 3, hash-source)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
