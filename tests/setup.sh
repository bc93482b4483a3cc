#!/usr/bin/env bash
# Makes .venv, the Python environment of the tests and of training, and brings the C compiler that links the native library.
# Does nothing where both are there.
#   - a folder of wheels ($WHEELS, by default ../shared/wheels): on top of Debian's scientific packages
#   - else an index that pip reaches: python/requirements.txt
#   - else Debian's packages alone
set -euo pipefail
cd "$(dirname "$0")/.."

wheels=${WHEELS:-../shared/wheels}
debian_base="python3-venv python3-numpy python3-scipy python3-pandas python3-sklearn python3-matplotlib python3-cffi
  python3-protobuf python3-pytest python3-hypothesis python3-mypy python3-yaml python3-pymatgen python3-ase"

complete() {
  [ -x .venv/bin/python ] && .venv/bin/python - <<'EOF' >/dev/null 2>&1
import ase, matplotlib, numpy, onnx, pandas, pymatgen.core, pytest, scipy, sklearn, yaml
EOF
}

debian() {
  local missing=()
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ]; then
    echo "setup: please install: sudo apt-get install ${missing[*]}" >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
}

command -v gcc >/dev/null || debian gcc libc6-dev

if complete; then
  exit 0
fi

if [ -d "$wheels" ]; then
  # shellcheck disable=SC2086
  debian $debian_base
  /usr/bin/python3 -m venv --clear --system-site-packages .venv
  .venv/bin/pip install -q --no-index --no-deps --find-links "$wheels" pythonnet==3.2.1 clr-loader==0.3.1 catboost==1.2.10 \
    skl2onnx==1.20.0 onnx==1.16.2 ase==3.29.0 ruff==0.17.6 setuptools==75.8.0 wheel==0.45.1
elif python3 -m venv --clear .venv && .venv/bin/pip install -q --retries 0 -r python/requirements.txt; then
  :
else
  # shellcheck disable=SC2086
  debian $debian_base python3-onnx
  /usr/bin/python3 -m venv --clear --system-site-packages .venv
fi

if ! complete; then
  echo "setup: .venv is not complete; see the messages above" >&2
  exit 1
fi
