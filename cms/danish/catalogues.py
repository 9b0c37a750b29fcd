"""Compiling a gettext catalogue where gettext's own msgfmt is not installed."""

import ast
import re
import struct

_MAGIC = 0x950412DE
_STRING = r'((?:"[^\n]*"\n?)+)'
_ENTRY = re.compile(rf"^msgid {_STRING}msgstr {_STRING}", re.MULTILINE)


def compile_catalogue(text: str) -> bytes:
    """Return the MO file of a PO file's text ("The Format of GNU MO Files" in gettext's manual).

    Knows plain entries only: contexts and plural forms are for msgfmt.
    """
    messages = {_string(key): _string(value) for key, value in _ENTRY.findall(text)}
    originals = [key.encode() for key in sorted(messages)]
    translations = [messages[key].encode() for key in sorted(messages)]
    # A header of seven numbers, two tables of (length, offset), then the texts, each ending in NUL.
    tables = 28
    offset = texts = tables + 16 * len(messages)
    descriptors = b""
    for string in [*originals, *translations]:
        descriptors += struct.pack("<II", len(string), offset)
        offset += len(string) + 1
    header = struct.pack(
        "<7I", _MAGIC, 0, len(messages), tables, tables + 8 * len(messages), 0, texts
    )
    return header + descriptors + b"".join(each + b"\0" for each in [*originals, *translations])


def _string(quoted: str) -> str:
    return "".join(ast.literal_eval(line) for line in quoted.splitlines())
