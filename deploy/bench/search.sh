#!/bin/sh
# Measures the search and the timeline on a Ripeline of its own: `deploy/bench/search.sh [customers]`; README.md tells
# what and how.
set -eu

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/tools.sh"

need psql
find_java
exec "$JAVA_HOME/bin/java" "$HERE/SearchBench.java" "$HERE/../.." "$@"
