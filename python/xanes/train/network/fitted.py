"""A trained ensemble of scattering networks."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import onnx

from ..features import NEIGHBOURS, Features
from ..job import Matrix
from .calibration import Calibration
from .export import export_ensemble
from .fitting import Ensemble

UNCALIBRATED = Calibration(1.0, 0.0)


@dataclass(frozen=True)
class FittedNetwork:
    """The mean of an ensemble, and how far it errs."""

    ensemble: Ensemble
    calibration: Calibration = UNCALIBRATED

    def predict(self, features: Features) -> Matrix:
        """As torch computes it."""
        members = self.ensemble.spectra_of_members(features[NEIGHBOURS])
        return members.mean(axis=0, dtype=np.float64).astype(np.float32)

    def calibrated_by(self, held_out: FittedNetwork, features: Features, spectra: Matrix) -> FittedNetwork:
        """The same networks, their spread scaled by the errors of others of the same kind that were not fitted to these spectra [n, M]."""
        members = held_out.ensemble.spectra_of_members(features[NEIGHBOURS])
        return replace(self, calibration=Calibration.of(members, spectra))

    def to_onnx(self) -> onnx.ModelProto:
        """See :mod:`xanes.train.network.export`."""
        return export_ensemble(self.ensemble.module, self.ensemble.targets, self.calibration)
