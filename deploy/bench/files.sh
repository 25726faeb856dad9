#!/bin/sh
# Measures imports and exports on a Ripeline of its own: `deploy/bench/files.sh [imported] [exported]`; README.md tells
# what and how.
set -eu

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/tools.sh"

need psql
find_java
exec "$JAVA_HOME/bin/java" "$HERE/FilesBench.java" "$HERE/../.." "$@"
