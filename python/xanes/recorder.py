"""The mean spectrum of a trajectory, recorded while it runs or from a file."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from os import PathLike
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from xanes.absorbers import Absorber
from xanes.checks import whole_number
from xanes.errors import InvalidInputError
from xanes.neighbours import Ignore, Substitute
from xanes.session import Session, load
from xanes.spectrum import Spectrum, mean_of
from xanes.structure_files import frames_of, named_after

if TYPE_CHECKING:
    from ase import Atoms


class XanesRecorder:
    """Averages spectra over frames and absorbers.

    As an observer of a dynamics object::

        recorder = XanesRecorder(atoms, absorber="Ag")
        dynamics.attach(recorder, interval=10)
        dynamics.run(1000)
        recorder.mean().plot()

    or over a trajectory that exists: ``XanesRecorder(absorber="Ag").read("md.traj", every=10)``. Every frame has the same weight, and
    within a frame every absorber.
    """

    def __init__(
        self,
        atoms: Atoms | None = None,
        absorber: Absorber = None,
        *,
        model: str | PathLike[str] | None = None,
        ignore: Ignore = None,
        substitute: Substitute = None,
        session: Session | None = None,
    ) -> None:
        """Starts with no frame.

        Args:
            atoms: What the dynamics moves; may be left out where frames are given to :meth:`add` or :meth:`read`.
            absorber: As in :meth:`xanes.Session.spectrum`.
            model: A model's name or folder; the default model where it is left out.
            ignore: As in :meth:`xanes.Session.spectrum`.
            substitute: As in :meth:`xanes.Session.spectrum`.
            session: Where to compute; ``xanes.load()`` where it is left out.
        """
        self._atoms = atoms
        self._absorber = absorber
        self._model = model
        self._ignore = ignore if ignore is None or isinstance(ignore, str) else list(ignore)
        self._substitute = substitute
        self._session = session or load()
        self._frames: list[Spectrum] = []

    def __call__(self) -> None:
        """Records the atoms as they are now; dynamics objects call this."""
        if self._atoms is None:
            raise InvalidInputError("the recorder has no atoms to observe; give them: XanesRecorder(atoms, ...)")
        self.add([self._atoms])

    def add(self, frames: Iterable[Atoms]) -> XanesRecorder:
        """Records frames, computed in one call."""
        spectra = self._session.spectrum(
            list(frames), self._absorber, average=True, model=self._model, ignore=self._ignore, substitute=self._substitute
        )
        self._frames.extend(spectra)
        return self

    def read(self, path: str | PathLike[str], every: int = 1) -> XanesRecorder:
        """Records every so-manyth frame of a file that ASE reads (traj, extxyz, XDATCAR, ...).

        Raises:
            InvalidInputError: The file is missing or cannot be read; the message names it.
        """
        with named_after(path):
            return self.add(islice(frames_of(path), None, None, whole_number("every", every, 1)))

    def __len__(self) -> int:
        """The number of frames so far."""
        return len(self._frames)

    @property
    def frames(self) -> tuple[Spectrum, ...]:
        """The spectrum of each frame, averaged over its absorbers."""
        return tuple(self._frames)

    def mean(self) -> Spectrum:
        """The mean over all frames, mu [m]; its domain is that of the frame farthest from the training data.

        Raises:
            InvalidInputError: There is no frame yet.
        """
        return mean_of(self._checked())

    def deviation(self) -> NDArray[np.float64]:
        """The standard deviation of the frames' spectra, float64 [m]: how much the motion of the atoms changes them."""
        deviation: NDArray[np.float64] = np.std([frame.mu for frame in self._checked()], axis=0, dtype=np.float64)
        return deviation

    def _checked(self) -> list[Spectrum]:
        if not self._frames:
            raise InvalidInputError("the recorder has no frame yet; run the dynamics, or give frames to add() or read()")
        return self._frames
