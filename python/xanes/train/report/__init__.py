"""Figures and tables of a training: ``python -m xanes.train.report JOB FOLDER``, called by ``xanes train`` once the model is installed."""
