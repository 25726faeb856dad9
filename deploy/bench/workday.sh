#!/bin/sh
# Measures the working day on a Ripeline of its own: `deploy/bench/workday.sh [customers] [replanned]`; README.md tells
# what and how.
set -eu

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/tools.sh"

need psql
find_java
exec "$JAVA_HOME/bin/java" "$HERE/WorkdayBench.java" "$HERE/../.." "$@"
