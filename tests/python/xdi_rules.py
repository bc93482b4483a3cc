"""What the two readers in use ask of an XDI file: libxdifile, the format's reference in C, and Larch's ``read_xdi`` in Python.

Their rules are kept here in short, with the limits of libxdifile 1.1.0 (strutil.h, xdifile.h) and the format's own of 2048 characters.
"""

from __future__ import annotations

import math
import re
from pathlib import Path

LONGEST_LINE = 2048
MOST_LINES = 16384
LONGEST_COMMENTS = 1024
FAMILY = re.compile(r"[A-Za-z_][A-Za-z_0-9]+")
KEY = re.compile(r"[A-Za-z_0-9]+")
DATA_LINE = re.compile(r"\s*[-+]?[0-9.]")


def read(path: Path) -> tuple[dict[str, str], dict[str, list[float]]]:
    """The fields and the columns, as both readers get them.

    Raises:
        AssertionError: One of them would refuse the file, end on it, or take one thing for another.
    """
    lines = path.read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert len(lines) < MOST_LINES
    assert all(len(line) <= LONGEST_LINE for line in lines)
    text = [line.decode() for line in lines]
    assert re.fullmatch(r"# XDI/1\.\d+ \S+/\S+", text[0])
    first = next(number for number, line in enumerate(text) if DATA_LINE.match(line))
    fields, comments = _header(text[1:first])
    assert len("\n".join(comments).encode()) < LONGEST_COMMENTS
    return fields, _columns(fields, text[first - 1], text[first:], extension=text[0].split("/")[-2].split()[-1])


def _header(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Fields up to a line of slashes, comments up to a line of dashes that begins in its second character, then the labels."""
    assert all(line.startswith("#") for line in lines)
    slashes = next(number for number, line in enumerate(lines) if line[1:].strip().startswith("///"))
    dashes = next(number for number, line in enumerate(lines) if line.startswith("#----"))
    assert slashes < dashes == len(lines) - 2
    fields: dict[str, str] = {}
    for line in lines[:slashes]:
        name, _, value = line[1:].strip().partition(":")
        family, _, key = name.partition(".")
        assert FAMILY.fullmatch(family), line
        assert KEY.fullmatch(key), line
        assert value.strip(), line
        assert name.lower() not in map(str.lower, fields), line
        fields[name] = value.strip()
    return fields, lines[slashes + 1 : dashes]


def _columns(fields: dict[str, str], label_line: str, rows: list[str], extension: str) -> dict[str, list[float]]:
    labels = label_line[1:].split()
    assert labels == [fields[f"Column.{number}"].split()[0] for number in range(1, len(labels) + 1)]
    assert labels[0] == "energy"
    assert "mu" in labels  # where Larch's functions look
    assert fields["Column.1"] == "energy eV"
    assert fields["Element.symbol"].isalpha()
    assert fields["Element.edge"] in ("K", "L1", "L2", "L3")
    table = [[float(word) for word in row.split()] for row in rows]
    assert all(len(row) == len(labels) and all(map(math.isfinite, row)) for row in table)
    energies = [row[0] for row in table]
    assert 12398.42 / (2 * float(fields["Mono.d_spacing"])) < energies[0], "no such crystal diffracts these energies"
    known = {"Column", "Element", "Scan", "Mono", "Sample", "Facility", "Beamline", "Detector"}
    assert {name.split(".")[0] for name in fields} - known <= {extension}, "extension fields need their program in the first line"
    return dict(zip(labels, map(list, zip(*table, strict=True)), strict=True))
