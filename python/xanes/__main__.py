"""``python -m xanes``: the command ``xanes``, that of the package or of the checkout."""

from __future__ import annotations

import os
import subprocess
import sys

from xanes.backends import locations


def main() -> int:
    """Hands over to the command with the arguments of this process.

    Returns:
        The command's exit status where it cannot take this process's place, 1 where there is none; the message says how to get it.
    """
    program = locations.program()
    if program is None:
        print(f"xanes: {locations.how_to_get_the_program()}", file=sys.stderr)
        return 1
    words = [str(program), *sys.argv[1:]]
    try:
        if sys.platform != "win32":
            os.execv(program, words)
        return subprocess.run(words, check=False).returncode
    except OSError as fault:
        print(f"xanes: {program} cannot be run ({fault.strerror}); {locations.how_to_get_the_program()}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
