# Sourced by the commands that start Java: a user does not see what they are made with. Java's own variables, which it
# announces on stderr, and locales, which decide about file names there alone, are set aside for it; the program gives
# them back to what it starts itself (UserEnvironment).
# shellcheck shell=bash

# set_aside NAME [VALUE]: what the program started gets instead; nothing where no value is given.
set_aside() {
    local kept=AUTONOMY_USERS_$1
    if [ -z "${!kept+set}" ]; then export "$kept=${!1-}"; fi
    if [ "$#" -gt 1 ]; then export "$1=$2"; else unset "$1"; fi
}

# launch COMMAND...: in place of this shell.
launch() {
    local name
    for name in JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS; do
        if [ -n "${!name+set}" ]; then set_aside "$name"; fi
    done
    # The number of a closed stream would go to a file that Java opens; so it fails to be written instead.
    [ -e /dev/fd/0 ] || exec </dev/null
    [ -e /dev/fd/1 ] || exec 1</dev/null
    [ -e /dev/fd/2 ] || exec 2</dev/null
    exec "$@"
}

# A window speaks the user's language; only where its locale is not one of UTF-8, or not installed, the names of files
# come first.
keep_names_whole() {
    if [ "$(locale charmap 2>&1)" != UTF-8 ]; then set_aside LC_ALL C.UTF-8; fi
}
