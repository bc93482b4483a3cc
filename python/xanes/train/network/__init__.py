"""The scattering network: clusters in, spectra out, by messages between neighbours along scattering paths."""
