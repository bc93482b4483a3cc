"""``python -m xanes``: the command ``xanes``, compiled ahead of time, in the place of this process."""

from __future__ import annotations

import os
import subprocess
import sys

from xanes.backends import locations


def main() -> int:
    """Starts the program of the package with this process's arguments.

    Returns:
        Its exit status, on systems where it cannot take the process over; 2 where the package has none.
    """
    program = locations.command()
    if program is None:
        remedy = "install the package again with 'pip install ./python', or the .NET tool: dotnet pack -c Release src/Xanes.Cli -o packages"
        print(f"xanes: the command is not in the package; {remedy}", file=sys.stderr)
        return 2
    arguments = [str(program), *sys.argv[1:]]
    if os.name == "posix":
        os.execv(program, arguments)
    return subprocess.run(arguments, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
