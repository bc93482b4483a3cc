"""Structures from files: where a call takes a structure it takes the path of one too. ASE reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from xanes.arrays import is_structure
from xanes.batch import StructureBatch
from xanes.errors import InvalidInputError

if TYPE_CHECKING:
    from ase import Atoms

_FULL = 0.999
"""A site that is occupied less than this is partly empty."""


def is_path(value: object) -> TypeGuard[str | PathLike[str]]:
    """Whether a value names a file."""
    return isinstance(value, (str, PathLike))


def opened(atoms: object) -> object:
    """What a call was given, with files read.

    Args:
        atoms: A structure, the path of a file, or an iterable of both. Anything else is given back as it is.

    Returns:
        Of a file with one structure an ``ase.Atoms``, of one with several frames a list of them; of an iterable an iterator, in which
        a file stands for all its frames, read when it is their turn.

    Raises:
        InvalidInputError: A file is missing or cannot be read, or ASE is not installed; the message names the file.
    """
    if is_path(atoms):
        frames = list(frames_of(atoms))
        return frames[0] if len(frames) == 1 else frames
    if is_structure(atoms) or isinstance(atoms, (bytes, Mapping, StructureBatch)) or not isinstance(atoms, Iterable):
        return atoms
    return each_opened(atoms)


def one_opened(atoms: object, use: str) -> object:
    """A structure, read where it is the path of a file.

    Args:
        atoms: A structure, or the path of a file that holds one. Anything else is given back as it is.
        use: What it is for, as ``a fit starts from``.

    Raises:
        InvalidInputError: As for :func:`opened`, or the file holds several frames.
    """
    if not is_path(atoms):
        return atoms
    frames = list(frames_of(atoms))
    if len(frames) > 1:
        raise InvalidInputError(f"{fspath(atoms)}: holds {len(frames)} frames, and {use} one; read the file with ase.io.read and give one")
    return frames[0]


def frames_of(path: str | PathLike[str]) -> Iterator[Atoms]:
    """The frames of a file, at least one, in order; read one by one where the format allows it.

    Raises:
        InvalidInputError: As for :func:`opened`; or a site of a CIF is partly occupied.
    """
    name = fspath(path)
    if not Path(name).exists():
        raise InvalidInputError(f"{name}: no such file; check the path of the structure")
    try:
        from ase.io import iread
    except ImportError as fault:
        remedy = "install it with 'pip install xanes[ase]', or give a pymatgen structure"
        raise InvalidInputError(f"{name}: files of structures are read by ASE, which is not installed; {remedy}") from fault
    number = -1
    frames = iread(name, index=":", do_not_split_by_at_sign=True)
    while True:
        try:
            atoms = next(frames)
        except StopIteration:
            break
        except Exception as fault:
            reason = " ".join(f"{type(fault).__name__}: {fault}".split())
            place = f"ASE cannot read frame {number + 1}" if number >= 0 else "ASE cannot read it"
            raise InvalidInputError(f"{name}: {place} ({reason}); check that its name tells its format") from fault
        number += 1
        _refuse_partial(atoms, name)
        yield atoms
    if number < 0:
        raise InvalidInputError(f"{name}: holds no structure; give another file")


@contextmanager
def named_after(atoms: object) -> Iterator[None]:
    """Puts the file's name before a fault of the structures in it; nothing where ``atoms`` is no path."""
    try:
        yield
    except InvalidInputError as fault:
        if not is_path(atoms) or str(fault).startswith(f"{fspath(atoms)}: "):
            raise
        raise InvalidInputError(f"{fspath(atoms)}: {fault}") from None


def each_opened(structures: Iterable[object]) -> Iterator[object]:
    """Structures as they are, and of files all frames, read when it is their turn."""
    for atoms in structures:
        if is_path(atoms):
            yield from frames_of(atoms)
        else:
            yield atoms


def _refuse_partial(atoms: Atoms, name: str) -> None:
    """ASE takes the first element of a partly occupied site as if the site were full, which is another crystal."""
    for shares in (atoms.info.get("occupancy") or {}).values():
        if len(shares) > 1 or min(shares.values()) < _FULL:
            held = ", ".join(f"{symbol} {share:g}" for symbol, share in shares.items())
            raise InvalidInputError(
                f"{name}: a site is partly occupied ({held}), which has no one structure; choose which sites hold atoms and give each "
                "the occupancy 1"
            )
