"""Two ways to the C# core with one interface: ``native`` (a shared library) and ``pythonnet`` (the .NET runtime in this process)."""
