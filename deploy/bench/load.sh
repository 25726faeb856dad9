#!/bin/sh
# Puts a Ripeline of its own under load: `deploy/bench/load.sh [seconds a turn] [part ...]`; README.md tells what
# and how. Parts: reads, lists, creates, updates, million.
set -eu

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/tools.sh"

need psql pgbench
find_java
exec "$JAVA_HOME/bin/java" "$HERE/LoadBench.java" "$HERE/../.." "$@"
