"""Characters that a format cannot hold, taken out or replaced: a name comes from elsewhere, it may hold anything."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
# The complement of Char in XML 1.0, section 2.2
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Controls of ASCII and Latin-1, the two separators at which Unicode breaks a line, those that turn its direction round
# (UAX #9), and halves of a pair, which no terminal can be sent
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def well_formed(text: str) -> str:
    """`text` with every lone surrogate, which no UTF-8 file can hold, replaced by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def for_terminal(text: str) -> str:
    """`text` with escapes for whatever moves the cursor, colours the screen, breaks the line or turns it round."""
    return _CONTROL.sub(lambda found: repr(found.group())[1:-1], text)


def for_xml(text: str) -> str:
    """`text` without the characters that are illegal in XML 1.0 even when escaped."""
    return _NOT_XML.sub("", text)


def identifier_for_xml(text: str) -> str:
    """`text` with such characters, and the backslash, as \\u escapes: two identifiers that differ stay two."""
    return re.sub(rf"{_NOT_XML.pattern}|\\", lambda found: f"\\u{ord(found.group()):04x}", text)
