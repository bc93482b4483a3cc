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
    within a frame every absorber. How much spectra differ is told in two ways: :meth:`spread_over_frames` of the frames' means, and
    :meth:`spread_over_sites_and_frames` of the single sites.
    """

    def __init__(
        self,
        atoms: Atoms | None = None,
        absorber: Absorber = None,
        *,
        model: str | PathLike[str] | None = None,
        ignore: Ignore = None,
        substitute: Substitute = None,
        keep_sites: bool = False,
        session: Session | None = None,
    ) -> None:
        """Starts with no frame.

        Args:
            atoms: What the dynamics moves; may be left out where frames are given to :meth:`add` or :meth:`read`.
            absorber: As in :meth:`xanes.Session.spectrum`.
            model: A model's name or folder; the default model where it is left out.
            ignore: As in :meth:`xanes.Session.spectrum`.
            substitute: As in :meth:`xanes.Session.spectrum`.
            keep_sites: Whether the spectra of the single sites are kept for :attr:`sites`.
            session: Where to compute; ``xanes.load()`` where it is left out.
        """
        self._atoms = atoms
        self._absorber = absorber
        self._model = model
        self._ignore = ignore if ignore is None or isinstance(ignore, str) else list(ignore)
        self._substitute = substitute
        self._session = session or load()
        self._frames: list[Spectrum] = []
        self._sites: list[Spectrum] | None = [] if keep_sites else None
        self._within = np.zeros(())

    def __call__(self) -> None:
        """Records the atoms as they are now; dynamics objects call this."""
        if self._atoms is None:
            raise InvalidInputError("the recorder has no atoms to observe; give them: XanesRecorder(atoms, ...)")
        self.add([self._atoms])

    def add(self, frames: Iterable[Atoms]) -> XanesRecorder:
        """Records frames, computed in one call."""
        spectra = self._session.spectrum(list(frames), self._absorber, model=self._model, ignore=self._ignore, substitute=self._substitute)
        for spectrum in spectra:
            self._within = self._within + np.atleast_2d(spectrum.mu).var(axis=0, dtype=np.float64)
        self._frames.extend(spectrum.average() for spectrum in spectra)
        if self._sites is not None:
            self._sites.extend(spectra)
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

    @property
    def sites(self) -> tuple[Spectrum, ...]:
        """The spectra of each frame's single sites, mu [n, m] ([m] where the absorber is an index).

        Raises:
            InvalidInputError: They were not kept.
        """
        if self._sites is None:
            raise InvalidInputError("the spectra of single sites were not kept; make the recorder with keep_sites=True")
        return tuple(self._sites)

    def mean(self) -> Spectrum:
        """The mean over all frames and sites, mu [m]; its domain is that of the site farthest from the training data.

        Raises:
            InvalidInputError: There is no frame yet.
        """
        return mean_of(self._checked())

    def spread_over_frames(self) -> NDArray[np.float64]:
        """The standard deviation of the frames' means over their sites, float64 [m] in edge steps: how much the mean fluctuates in time.

        Raises:
            InvalidInputError: There is no frame yet.
        """
        spread: NDArray[np.float64] = np.std([frame.mu for frame in self._checked()], axis=0, dtype=np.float64)
        return spread

    def spread_over_sites_and_frames(self) -> NDArray[np.float64]:
        """The standard deviation of the spectra of all sites in all frames about :meth:`mean`, float64 [m], each frame of one weight.

        Raises:
            InvalidInputError: There is no frame yet.
        """
        # The variance of all is the mean variance within a frame and that of the frames' means.
        spread: NDArray[np.float64] = np.sqrt(self.spread_over_frames() ** 2 + self._within / len(self._frames))
        return spread

    def deviation(self) -> NDArray[np.float64]:
        """Another name of :meth:`spread_over_frames`."""
        return self.spread_over_frames()

    def _checked(self) -> list[Spectrum]:
        if not self._frames:
            raise InvalidInputError("the recorder has no frame yet; run the dynamics, or give frames to add() or read()")
        return self._frames
