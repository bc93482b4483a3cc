"""Files that are opened from an explorer: structures and measured spectra."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from xanes.errors import InvalidInputError, XanesError
from xanes.measured import MeasuredRecord

if TYPE_CHECKING:
    from xanes.measured_session import MeasuredSession

LARGEST = 64 << 20
"""The most bytes of a file that a browser sends."""

_STRUCTURES = re.compile(r"\.(xyz|extxyz|cif|vasp|poscar|contcar)$|^(poscar|contcar)", re.IGNORECASE)


def is_structure_file(name: str) -> bool:
    """Whether a file's name is that of a structure; all others are taken for measured spectra."""
    return _STRUCTURES.search(Path(name).name) is not None


def read_structure(path: str) -> Any:
    """The last structure of a file as an ``ase.Atoms``.

    Raises:
        InvalidInputError: ASE cannot read it.
    """
    from ase.io import read

    try:
        return read(path)
    except Exception as fault:
        reason = (str(fault).splitlines() or [type(fault).__name__])[0]
        raise InvalidInputError(f"{path}: cannot be read as a structure ({reason}); give xyz, extxyz, CIF or POSCAR") from fault


def read_records(session: MeasuredSession, path: str) -> list[MeasuredRecord]:
    """The records of a measured file, or of ``FILE:RECORD``.

    Raises:
        InvalidInputError: None of them is a spectrum.
    """
    records = session.measured_records(path)
    if all(record.spectrum is None for record in records):
        raise InvalidInputError(records[0].fault or f"{path}: holds no spectrum")
    return records


@contextmanager
def kept_for_a_while(name: str, content: bytes) -> Iterator[str]:
    """The path of a file that a browser sent, which is removed at the end; messages have its name alone.

    Raises:
        InvalidInputError: It is too large.
    """
    own = Path(name.replace("\\", "/")).name or "file"
    if len(content) > LARGEST:
        raise InvalidInputError(f"{own}: has over {LARGEST >> 20} MB; cut out the part that matters")
    with TemporaryDirectory(prefix="xanes-") as folder:
        path = Path(folder, own)
        path.write_bytes(content)
        try:
            yield str(path)
        except XanesError as fault:
            raise InvalidInputError(str(fault).replace(f"{folder}/", "").replace(f"{folder}\\", "")) from fault
