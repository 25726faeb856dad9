#!/bin/sh
# Measures live events on a Ripeline of its own: `deploy/bench/streams.sh`; README.md tells what and how.
set -eu

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/tools.sh"

find_java
exec "$JAVA_HOME/bin/java" "$HERE/StreamsBench.java" "$HERE/../.." "$@"
