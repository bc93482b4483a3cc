#!/bin/sh
# Stands in for FDMNES in tests: replays the recorded run of the folder 'cluster', or plays the failure that STAND_IN names.
# The core level (Epsii) of its output comes from the input's checksum: mixed-up outputs show.
recorded=$(dirname "$0")
[ -n "$STAND_IN_DELAY" ] && sleep "$STAND_IN_DELAY"
case "$STAND_IN" in
    error) cp "$recorded/fault-range/fdmnes_error.txt" fdmnes_error.txt; exit 0 ;;
    heading) cp "$recorded/fault-near/fdmnes_error.txt" fdmnes_error.txt; cat "$recorded/fault-near/stderr.txt" >&2; exit 2 ;;
    silent) exit 0 ;;
    crash) echo "Program received signal SIGSEGV" >&2; kill -SEGV $$ ;;
    hang) sleep 600 ;;
    disk-full) echo "Fortran runtime error: No space left on device" >&2; exit 2 ;;
esac
sum=$(cksum < in.txt | cut -d ' ' -f 1)
core=$((78 + sum % 4)).$(printf '%03d' $((sum / 4 % 1000)))
sed "1s/2\.5279024E+04/252$core/" "$recorded/cluster/out.txt" > out.txt
cp "$recorded/cluster/out_conv.txt" out_conv.txt
cp "$recorded/cluster/out_bav.txt" out_bav.txt
case "$STAND_IN" in
    truncated) head -n 60 out.txt > cut && mv cut out.txt ;;
    killed) grep -v beautiful out_bav.txt > cut; mv cut out_bav.txt ;;
    repeated) awk '{ print } NR > 2 { print }' out.txt > twice && mv twice out.txt ;;
    stars) sed '50s/[0-9.]*E.*/*************/' out.txt > cut && mv cut out.txt ;;
esac
exit 0
