"""What is embedded in HTML: data that cannot break out of its element, and hashes for the page's security policy."""

from __future__ import annotations

import base64
import hashlib
import json


def inert_json(data: object) -> str:
    """JSON that cannot end the script element it stands in, whatever it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def policy_hash(text: str) -> str:
    """An inline script or style as a Content-Security-Policy names it (W3C CSP Level 3, hash-source)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
