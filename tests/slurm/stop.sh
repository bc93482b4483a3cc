#!/bin/sh
# Ends what start.sh started in a folder.
for service in slurmd slurmctld munge; do
    [ -f "$1/$service.pid" ] && kill "$(cat "$1/$service.pid")"
done
