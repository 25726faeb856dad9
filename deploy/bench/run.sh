#!/bin/sh
# Measures a Ripeline of its own on this machine: `deploy/bench/run.sh`; README.md tells what and how.
set -eu

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/tools.sh"

need psql pgbench
find_java
exec "$JAVA_HOME/bin/java" "$HERE/Bench.java" "$HERE/../.." "$@"
