#!/bin/sh
# Starts a Slurm of one node on this machine for the tests of category Slurm (root, Debian). Give a folder for its files;
# then: SLURM_CONF=FOLDER/slurm.conf dotnet test tests/Xanes.Cli.Tests -c Release --filter TestCategory=Slurm
# and:  tests/slurm/stop.sh FOLDER
set -eu
folder=$(mkdir -p "$1" && cd "$1" && pwd)
command -v slurmctld > /dev/null && command -v munged > /dev/null || apt-get install -y --no-install-recommends slurm-wlm munge
host=$(hostname -s)
cat > "$folder/slurm.conf" <<CONF
ClusterName=xanes-test
SlurmctldHost=$host(127.0.0.1)
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CryptoType=crypto/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
SlurmctldPort=16817
SlurmdPort=16818
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=test Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
mkdir -p "$folder/state" "$folder/spool" "$folder/munge"
chmod 700 "$folder/munge"
head -c 1024 /dev/urandom > "$folder/munge/key"
chmod 400 "$folder/munge/key"
munged --force --key-file="$folder/munge/key" --socket="$folder/munge.socket" --pid-file="$folder/munge.pid" \
    --log-file="$folder/munge.log" --seed-file="$folder/munge/seed"
export SLURM_CONF="$folder/slurm.conf"
slurmctld
slurmd
for _ in 1 2 3 4 5 6 7 8 9 10; do
    sinfo --noheader --format=%T 2> /dev/null | grep -q idle && { sinfo; exit 0; }
    sleep 1
done
echo "Slurm does not come up; see $folder/*.log" >&2
exit 1
