#!/bin/sh
# Measures the engine by itself: `deploy/bench/engine.sh [options of JMH]`.
set -eu

HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$HERE/tools.sh"

find_java
export JAVA_HOME
cd "$HERE/../.."
./mvnw -q -B -ntp -pl metadata-engine -am install -DskipTests
./mvnw -q -B -ntp -f deploy/bench/engine/pom.xml compile dependency:build-classpath
CLASSES=deploy/bench/engine/target/classes:$(cat deploy/bench/engine/target/classpath)
"$JAVA_HOME/bin/java" -cp "$CLASSES" io.ripeline.bench.Heap
# The same where memory is short and nothing is kept that can be made again.
"$JAVA_HOME/bin/java" -XX:SoftRefLRUPolicyMSPerMB=0 -cp "$CLASSES" io.ripeline.bench.Heap
exec "$JAVA_HOME/bin/java" -cp "$CLASSES" org.openjdk.jmh.Main -prof gc "$@"
