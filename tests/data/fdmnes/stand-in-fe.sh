#!/bin/sh
# Stands in for FDMNES in tests: replays its recorded runs on the K edge of iron, of a cluster of FeO4 or of bcc iron.
recorded=$(dirname "$0")
if grep -q Crystal in.txt; then run=fe-crystal; else run=fe-probe; fi
cp "$recorded/$run/out.txt" "$recorded/$run/out_conv.txt" "$recorded/$run/out_bav.txt" .
