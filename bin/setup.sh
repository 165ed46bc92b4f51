# Sourced by the scripts beside it, which set $root: finds a JDK, installs or names what else is needed, and builds.
# shellcheck shell=bash

readonly JDK_FLOOR=25
: "${root:?}"

say() { printf '%s\n' "autonomy: $*" >&2; }

# jdk_version FOLDER: sets $version; empty where the folder holds no JDK.
jdk_version() {
    local line
    version=
    [ -n "$1" ] && [ -r "$1/release" ] || return 0
    while IFS= read -r line; do
        case $line in
            'JAVA_VERSION="'*)
                line=${line#*\"}
                version=${line%%[!0-9]*}
                ;;
        esac
    done <"$1/release"
}

# Exports JAVA_HOME and puts its bin first on PATH. Looks without starting a process: most commands are short.
use_jdk() {
    local home java version seen=""
    java=$(type -P java) && [ -L "$java" ] && java=$(readlink -f "$java")
    for home in "${JAVA_HOME:-}" "${java%/bin/java}" /usr/lib/jvm/* /opt/* "${HOME-}"/.sdkman/candidates/java/* \
        "${HOME-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        jdk_version "$home"
        [ -n "$version" ] || continue
        if [ "$version" -ge "$JDK_FLOOR" ] && [ -x "$home/bin/javac" ]; then
            export JAVA_HOME=$home PATH=$home/bin:$PATH
            return
        fi
        case " $seen " in *" $version "*) ;; *) seen="$seen $version" ;; esac
    done
    say "needs a JDK $JDK_FLOOR or newer (found:${seen:- none}). Install one, for example from https://adoptium.net or with 'apt-get install openjdk-25-jdk', and set JAVA_HOME to it."
    exit 3
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }
}

# Installs Debian packages without letting their services start.
install_packages() {
    local policy=/usr/sbin/policy-rc.d own_policy="" status=0
    say "installing $* with apt"
    if [ ! -e "$policy" ]; then
        own_policy=yes
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
    fi
    { as_root apt-get update -qq &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y -qq "$@"; } >/dev/null 2>&1 || status=$?
    [ -z "$own_policy" ] || as_root rm -f "$policy"
    return "$status"
}

# Installs these packages, or names them and stops.
provide() {
    [ "$#" -gt 0 ] || return 0
    if can_install && install_packages "$@"; then
        return 0
    fi
    say "install these first, then try again: $* (on Debian: apt-get install $*)"
    exit 3
}

# require COMMAND=PACKAGE...: makes sure that each command is there.
require() {
    local pair missing=()
    for pair in "$@"; do
        command -v "${pair%%=*}" >/dev/null || missing+=("${pair#*=}")
    done
    provide "${missing[@]}"
}

# require_library LIBRARY=PACKAGE...: makes sure that each shared library is there, where that can be told.
require_library() {
    local pair known missing=()
    [ -x /sbin/ldconfig ] || return 0
    known=$(/sbin/ldconfig -p)
    for pair in "$@"; do
        case $known in *"${pair%%=*} "*) ;; *) missing+=("${pair#*=}") ;; esac
    done
    provide "${missing[@]}"
}

# What JavaFX sets type with, also where nothing is shown.
require_fonts() {
    require_library libpangoft2-1.0.so.0=libpangoft2-1.0-0 libfreetype.so.6=libfreetype6 \
        libfontconfig.so.1=fontconfig
}

# jar_of MODULE: the module's jar; its libraries lie beside it in lib.
jar_of() { printf '%s\n' "$root/$1/target/$1"-*.jar; }

is_built() {
    local stamp=$root/$1/target/built
    [ -f "$stamp" ] && [ "$(<"$stamp")" = "$JAVA_HOME" ] &&
        [ -z "$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/src/main "$root/bin/PlainCalls.java" -newer "$stamp" -print -quit)" ]
}

# build MODULE [FINISH...]: makes the jar, then runs FINISH.
build() {
    local target=$root/$1/target
    local log=$target/build.log started=$target/build.started
    require mvn=maven
    say "building (the first time takes about a minute)"
    touch "$started"
    rm -rf "$target/built" "$target/$1"-*.jar "${target:?}/lib"
    if ! mvn -B -ntp -q -f "$root/pom.xml" -pl "$1" -am package \
        -DskipTests -Dspotless.check.skip -Dcyclonedx.skip >"$log" 2>&1; then
        cat "$log" >&2
        say "the build failed"
        exit 1
    fi
    "${@:2}"
    printf '%s\n' "$JAVA_HOME" >"$target/built"
    # What was edited during the build is newer than its start, and built the next time.
    touch -r "$started" "$target/built"
    rm -f "$log" "$started"
}

# ensure_built MODULE [FINISH...]: builds only when sources changed, once at a time.
ensure_built() {
    if is_built "$1"; then return; fi
    mkdir -p "$root/$1/target"
    exec 9>"$root/$1/target/build.lock"
    if command -v flock >/dev/null; then flock 9; fi
    is_built "$1" || build "$@"
    exec 9>&-
}

# Maven on a new JDK warns about its own use of Unsafe and native access.
export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
