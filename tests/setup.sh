#!/usr/bin/env bash
# Makes .venv, the Python environment of the tests and of training, and brings the C compiler that links the native library.
# Does nothing where both are there.
#   - a folder of wheels ($WHEELS, by default ../shared/wheels): on top of Debian's scientific packages
#   - else an index that pip reaches: python/requirements.txt
#   - else Debian's packages alone: training works, what they lack is in tests/skips.yaml
# As root on Debian it also brings what single tests need: gfortran, valgrind, zsh, fish, chromium with its driver, and, where .venv sees Debian's
# packages, the notebook with its widgets.
set -euo pipefail
cd "$(dirname "$0")/.."

wheels=${WHEELS:-../shared/wheels}
# Debian's own BLAS makes torch five times slower than OpenBLAS does.
debian_base="python3-venv python3-numpy python3-scipy python3-pandas python3-sklearn python3-matplotlib python3-cffi
  python3-protobuf python3-pytest python3-hypothesis python3-mypy python3-yaml python3-pymatgen python3-ase python3-torch
  libopenblas0-pthread"

# Whether .venv has all that can be had here. onnx stands before torch: Debian's torch breaks the import of a newer onnx after it.
complete() {
  local modules="onnx, torch, ase, hypothesis, matplotlib, mypy, numpy, pandas, pymatgen.core, pytest, scipy, sklearn, yaml"
  [ ! -d "$wheels" ] || modules="onnx.reference, catboost, pythonnet, ruff, $modules"
  [ -x .venv/bin/python ] && .venv/bin/python -c "import $modules"
}

missing() {
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
  done
}

install() {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

debian() {
  local wanted
  mapfile -t wanted < <(missing "$@")
  [ ${#wanted[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    echo "setup: please install: sudo apt-get install ${wanted[*]}" >&2
    exit 1
  fi
  install "${wanted[@]}"
}

command -v gcc >/dev/null || debian gcc libc6-dev

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  for program in gfortran valgrind zsh fish; do
    command -v $program >/dev/null || install $program || echo "setup: no $program; the tests that need it are skipped" >&2
  done
  command -v chromedriver >/dev/null || install chromium chromium-driver || echo "setup: no chromium; the tests in a browser are skipped" >&2
fi

# The notebook in a browser: only for a .venv that sees Debian's packages.
notebook() {
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null && grep -q '^include-system-site-packages = true' .venv/pyvenv.cfg || return 0
  .venv/bin/python -c 'import notebook, ipywidgets, ipykernel, selenium' 2>/dev/null ||
    install jupyter-notebook python3-ipywidgets python3-ipykernel jupyter-nbextension-jupyter-js-widgets python3-selenium ||
    echo "setup: no notebook; the tests in it are skipped" >&2
}

if complete >/dev/null 2>&1; then
  notebook
  exit 0
fi

if [ -d "$wheels" ]; then
  # shellcheck disable=SC2086
  debian $debian_base
  /usr/bin/python3 -m venv --clear --system-site-packages .venv
  .venv/bin/pip install -q --no-index --no-deps --find-links "$wheels" pythonnet==3.2.1 clr-loader==0.3.1 catboost==1.2.10 \
    onnx==1.16.2 ase==3.29.0 ruff==0.17.6 setuptools==75.8.0 wheel==0.45.1
else
  python3 -c 'import ensurepip, venv' 2>/dev/null || debian python3-venv
  if python3 -m venv --clear .venv && .venv/bin/pip install -q --retries 0 -r python/requirements.txt; then
    .venv/bin/pip install -q --retries 0 'catboost>=1.2' || echo "setup: no catboost for this Python; its tests are skipped" >&2
  else
    # shellcheck disable=SC2086
    debian $debian_base python3-onnx
    /usr/bin/python3 -m venv --clear --system-site-packages .venv
  fi
fi

if ! complete; then
  echo "setup: .venv is not complete; see the messages above" >&2
  exit 1
fi
notebook
