"""What may be shown of a hostile text: code points that would command a screen are replaced, one for one.

Lengths stay as they are, so offsets into a `Document.text` hold in its visible form too.
"""

from __future__ import annotations

import re

_LINE_SEPARATORS = "\u2028\u2029"
_COMMANDS = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f"  # C0 without tab and line feed, DEL
    "\x80-\x9f"  # C1: some terminals obey them
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides, isolates
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # lone surrogates, noncharacters
    f"{_LINE_SEPARATORS}]"
)
_BLANKS = re.compile(r"\s+")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def _picture(found: re.Match[str]) -> str:
    """The control picture of an ASCII control, a line feed for a separator of lines, U+FFFD for all else."""
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    return "\n" if found.group() in _LINE_SEPARATORS else REPLACEMENT


def visible(text: str) -> str:
    """The text with every commanding code point replaced by one that only shows; as long as before."""
    return _COMMANDS.sub(_picture, text)


def one_line(text: str) -> str:
    """The visible text on one line: every run of white space becomes one space."""
    return _BLANKS.sub(" ", visible(text))
