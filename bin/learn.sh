# Sourced after setup.sh and launch.sh by what starts the command: Java's options, and the classes it keeps ready for use.
# shellcheck shell=bash

: "${root:?}"

# What a seed loads, and what a help text loads: a large cache costs a short command more than it gives.
cache=$root/app-cli/target/autonomy.aot short_cache=$root/app-cli/target/help.aot
# For a process that starts often and mostly waits: the quick compiler, and a small young generation that keeps
# its memory flat at any image size.
java_options=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms32m -Xmx128m -Xmn8m)
# Java would wait 300 ms at its end for threads of its own that sleep in the kernel; ours were joined before.
java_options+=(-XX:UserThreadWaitAttemptsAtExit=0)
# A library that checks signatures by identity would otherwise have Java warn on stderr.
java_options+=(--sun-misc-unsafe-memory-access=allow)
# What is made by reflection is made once: to make a class that makes it takes longer.
java_options+=(-Djdk.reflect.useNativeAccessorOnly=true)

# learn CACHE ARGUMENT...: keeps the classes that such a run of Java loads ready for use (JEP 483), without what it counted
# of their methods: compiling those at once costs a short command more than it gives. Without the cache it only starts
# slower.
learn() {
    rm -f "$1"
    (run_java -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining \
        -XX:AOTCacheOutput="$1" "${@:2}") >/dev/null 2>&1 || :
}

run_java() { launch "$JAVA_HOME/bin/java" "${java_options[@]}" "$@"; }

train() {
    local jar folder
    jar=$(jar_of app-cli)
    if command -v docker-registry >/dev/null && command -v skopeo >/dev/null && folder=$(mktemp -d); then
        learn "$cache" -cp "$jar" dev.autonomy.registry.cli.lesson.Main "$folder"
        rm -rf "$folder"
    fi
    [ -f "$cache" ] ||
        learn "$cache" -jar "$jar" registry seed --dry-run --skip-verify --from localhost:1/a:v1 --to localhost:1/b:v1
    learn "$short_cache" -jar "$jar" registry seed --help
}
