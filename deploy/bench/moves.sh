#!/bin/sh
# Moves deals of a Ripeline of its own from stage to stage: `deploy/bench/moves.sh [seconds a turn]`; README.md tells
# what and how.
set -eu

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/tools.sh"

need psql
find_java
exec "$JAVA_HOME/bin/java" "$HERE/MovesBench.java" "$HERE/../.." "$@"
