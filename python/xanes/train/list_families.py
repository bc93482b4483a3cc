"""``python -m xanes.train.list_families``: a JSON line for each family: its name and why this Python cannot train it, or null."""

from __future__ import annotations

import json

from .families import ALL_FAMILIES, obstacle

if __name__ == "__main__":
    for family in ALL_FAMILIES:
        print(json.dumps({"name": family.name, "obstacle": obstacle(family)}))
