# Sourced after setup.sh by the scripts that start the wizard: its options, its cache of classes, a display of its own.
# shellcheck shell=bash

: "${root:?}"
# shellcheck disable=SC2034
readonly JAVA_OPTIONS=$root/app-desktop/src/package/java.options
readonly TITLE='^autonomy: seed a registry$'
readonly LESSON=6

# keep_classes CACHE COMMAND...: keeps the classes that the command's wizard loads for its first page ready for use
# (JEP 514). It opens where nobody sees it and is ended after some seconds; without the cache it only starts slower.
keep_classes() {
    local cache=$1
    shift
    rm -f "$cache"
    JAVA_TOOL_OPTIONS="-Dglass.platform=Headless -Dprism.order=sw -XX:AOTCacheOutput=$cache" \
        timeout "$LESSON" "$@" >/dev/null 2>&1 || :
}

# start_display FOLDER: an X server of its own; exports DISPLAY, and sets $screen to what it shows and $display_pid.
start_display() {
    mkdir -p "$1"
    : >"$1/number"
    Xvfb -displayfd 3 -screen 0 1024x740x24 -fbdir "$1" -nolisten tcp 3>"$1/number" >/dev/null 2>&1 &
    display_pid=$!
    while [ ! -s "$1/number" ]; do
        kill -0 "$display_pid" 2>/dev/null || { say "no X server could be started"; exit 1; }
        sleep 0.05
    done
    DISPLAY=:$(<"$1/number")
    export DISPLAY
    screen=$1/Xvfb_screen0
}

# Whether the screen shows more than an empty window: a picture of many colours does not pack as well.
is_painted() { [ "$(gzip -1 <"$screen" | wc -c)" -gt 25000 ]; }

# await SECONDS COMMAND...: until the command succeeds.
await() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        if [ "$SECONDS" -gt "$end" ]; then return 1; fi
        sleep 0.01
    done
}

# find_window: sets $window to the wizard's window.
find_window() { window=$(xdotool search --onlyvisible --name "$TITLE" 2>/dev/null); }
has_focus() { [ "$(xdotool getwindowfocus 2>/dev/null)" = "$window" ]; }

press() { xdotool key --clearmodifiers --delay 80 "$@"; }
enter_text() { xdotool type --clearmodifiers --delay 12 "$1"; }

# One try to start: Alt+N presses a button only once the review has found nothing in the way. FOLDER is the user's.
has_started() {
    press alt+n
    await 1 test -e "$1/autonomy/recent-from"
}

# seed_by_keys FROM TO FOLDER: seeds an image without verification, by keyboard alone, in a wizard whose user has FOLDER
# as home and for configuration, and waits for the end.
seed_by_keys() {
    enter_text "$1"
    press Tab Tab
    enter_text "$2"
    press Tab Tab space Return
    sleep 1
    press Tab Tab Tab space Tab
    enter_text "skip verification"
    press alt+n
    await 60 has_started "$3" || return 1
    await 300 test -e "$3/seed/seed-manifest.json"
}
