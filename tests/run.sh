#!/usr/bin/env bash
# Builds everything and runs every test, C# and Python. The last line counts them.
set -uo pipefail
cd "$(dirname "$0")/.."

bash tests/setup.sh || exit 1
dotnet build Interop.sln -c Release -v quiet -nologo || exit 1
dotnet publish src/Xanes.Native -c Release -v quiet -nologo || exit 1
dotnet publish src/Xanes.Cli -c Release -p:AheadOfTime=true -v quiet -nologo || exit 1

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
status=0
dotnet test Interop.sln -c Release --no-build -nologo --logger trx --results-directory "$results" || status=1
.venv/bin/python -m pytest tests/python -q -p no:cacheprovider --junitxml "$results/pytest.xml" || status=1

.venv/bin/python tests/count_results.py "$results" || status=1
exit $status
