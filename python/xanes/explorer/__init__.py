"""Sliders in a notebook: a structure is moved by hand and its spectrum follows beside a measured one.

    import xanes

    explorer = xanes.explore(atoms, measured="foil.xdi", vary=["cell", "shell O 1.9-2.2"])
    explorer                                      # shows it
    explorer.values, explorer.atoms, explorer.spectrum, explorer.measured, explorer.fit

The widgets are those of ipywidgets alone (6 or newer), so it works wherever they do, also on a remote server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xanes.explorer.explorer import Explorer

if TYPE_CHECKING:
    from xanes.session import Session

__all__ = ["Explorer", "explore"]


def explore(atoms: object, measured: object | None = None, *, session: Session | None = None, **options: Any) -> Explorer:
    """Sliders for a structure's parameters: :meth:`xanes.Session.explore` of the usual session.

    Args:
        atoms: An ``ase.Atoms`` or a pymatgen ``Structure`` or ``Molecule``.
        measured: A file, a measured spectrum or arrays, as :meth:`xanes.Session.exploration` takes them; it can be opened later.
        session: What predicts; ``xanes.load()`` where it is left out.
        options: ``vary``, ``absorber``, ``model`` and all others of :meth:`xanes.Session.exploration`.

    Raises:
        XanesError: ipywidgets, matplotlib or ASE is not installed.
        InvalidInputError: As for :meth:`xanes.Session.exploration`.
    """
    from xanes.session import load

    return (session or load()).explore(atoms, measured, **options)
