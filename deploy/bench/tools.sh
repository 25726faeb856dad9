# Read by the scripts of this directory: finds what they need.

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

need() {
    for server in /usr/lib/postgresql/*/bin; do
        PATH=$PATH:$server
    done
    for program in "$@"; do
        command -v "$program" >/dev/null || fail "This needs $program on the PATH."
    done
}

# Sets JAVA_HOME to a JDK 25 or newer.
find_java() {
    for jdk in "${RIPELINE_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/*; do
        if [ -n "$jdk" ] && [ -x "$jdk/bin/javac" ] && [ -r "$jdk/release" ]; then
            version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$jdk/release")
            if [ "${version:-0}" -ge 25 ]; then
                JAVA_HOME=$jdk
                return
            fi
        fi
    done
    fail "This needs a JDK 25 or newer; set RIPELINE_JAVA_HOME to the directory of yours."
}
