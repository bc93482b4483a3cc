"""Trains spectrum models from a job folder of arrays and hands them back as ONNX.

``python -m xanes.train FOLDER`` is called by ``xanes train``, which writes the folder (see :mod:`xanes.train.job`), compares the
exported model with the predictions found there and only then accepts it.
"""
