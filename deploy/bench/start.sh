#!/bin/sh
# Times the first start of a fresh clone and the starts after it: `deploy/bench/start.sh`.
set -eu

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/tools.sh"

need git node npm
find_java
exec "$JAVA_HOME/bin/java" "$HERE/Start.java" "$HERE/../.."
