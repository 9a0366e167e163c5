"""What `make` needs before anything is installed: says in one sentence what is missing and how to correct it.

Run by the system's Python, which has none of the portal's packages.
"""

import errno
import importlib.util
import os
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OLDEST = (3, 11)


def faults(address=""):
    """Sentences about what keeps the portal from being set up here or served at `address`."""
    if sys.version_info < OLDEST:
        yield (
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, and this is {sys.version_info[0]}."
            f"{sys.version_info[1]}: install one and name it, for example `make demo PYTHON=python3.12`."
        )
    elif not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        yield (
            "Python's venv is missing: install it (Debian and Ubuntu: `apt-get install python3-venv`) "
            "and run make again."
        )
    if not os.access(ROOT, os.W_OK):
        yield f"{ROOT} cannot be written to: copy the project to a folder of your own and run make there."
    if address:
        yield from _faults_of(address)


def _faults_of(address):
    host, colon, port = address.rpartition(":")
    if not (host and colon and port.isdigit()):
        yield f"ADDRESS={address} is not an address: write host and port, for example ADDRESS=127.0.0.1:8001."
        return
    try:
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, int(port)))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            why = "is taken by another program"
        else:
            why = f"cannot be served on ({os.strerror(error.errno) if error.errno else error})"
        other = f"{host}:{int(port) + 1}"
        yield f"{address} {why}: stop that program, or choose another with `make demo ADDRESS={other}`."


if __name__ == "__main__":
    found = list(faults(*sys.argv[1:2]))
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    sys.exit(bool(found))
