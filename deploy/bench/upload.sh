#!/bin/sh
# Uploads a file of 2 GB, or of as many MB as are named, to a Ripeline of its own with a heap of 256 MB:
# `deploy/bench/upload.sh [megabytes]`; README.md tells what and how.
set -eu

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/tools.sh"

find_java
RIPELINE_JAVA_OPTS="-Xmx256m ${RIPELINE_JAVA_OPTS:-}"
export RIPELINE_JAVA_OPTS
exec "$JAVA_HOME/bin/java" "$HERE/UploadBench.java" "$HERE/../.." "$@"
