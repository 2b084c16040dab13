"""What a language tag says about the language."""

from __future__ import annotations

_RTL = frozenset({"ar", "arc", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_RTL_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa"})
_SCRIPT_LENGTH = 4  # the letters of a script subtag (RFC 5646)


def is_rtl_language(tag: str) -> bool:
    """Whether the language of a tag is written from right to left; a script subtag takes precedence.

    >>> is_rtl_language("ar"), is_rtl_language("kk"), is_rtl_language("kk-Arab")
    (True, False, True)
    """
    parts = tag.lower().split("-")
    script = next((part for part in parts[1:] if len(part) == _SCRIPT_LENGTH), "")
    return script in _RTL_SCRIPTS if script else parts[0] in _RTL
