"""The scattering network: clusters in, spectra out, by messages between neighbours along scattering paths.

onnx is imported here, before any module of this folder imports torch: after Debian 12's torch a newer onnx cannot be imported.
"""

import onnx  # noqa: F401
