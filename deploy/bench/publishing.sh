#!/bin/sh
# Measures publishing on a Ripeline of its own: `deploy/bench/publishing.sh [activities]`; README.md tells what and how.
set -eu

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/tools.sh"

need psql
find_java
exec "$JAVA_HOME/bin/java" "$HERE/PublishingBench.java" "$HERE/../.." "$@"
