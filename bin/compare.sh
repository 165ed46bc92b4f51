# Sourced after measure.sh by bench: runs the sides in turn, counts what they ask of the source, and compares.
# shellcheck shell=bash

# What a small seed cost a processor, in milliseconds, before its own registry client: the targets without a BASELINE.
declare -rA FIRST_MEASURED=([fresh]=1039 [again]=640)

: "${runs:?}" "${sides:?}"
declare -A wall processor asked=() connected=() went_round=()

# alternate MEASURE: each run measures every side once, the one that begins changing.
alternate() {
    local run i
    wall=() processor=() asked=() connected=() went_round=()
    for ((run = 0; run < runs; run++)); do
        for ((i = 0; i < ${#sides[@]}; i++)); do
            "$1" "${sides[(run + i) % ${#sides[@]}]}"
        done
    done
}

# counted KEY COMMAND...: adds what the command asks of the source to ${asked[KEY]}, ${connected[KEY]}, ${went_round[KEY]}.
# shellcheck disable=SC2154
counted() {
    local key=$1 before
    [ -z "$link" ] || count_link
    before=$(requests_to "$source_name")
    "${@:2}"
    asked[$key]+=" $(($(requests_to "$source_name") - before))"
    [ -n "$link" ] || return 0
    count_link
    connected[$key]+=" $connections"
    went_round[$key]+=" $rounds"
}

# middle LIST: the median of numbers parted by spaces.
# shellcheck disable=SC2086
middle() { median $1; }

# json LIST
# shellcheck disable=SC2086
json() { list $1; }

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a / b }'; }

# compare PHASE TARGET PACKAGED_TARGET WORK PEER: shows and keeps $row's figures of one phase.
# shellcheck disable=SC2154
compare() {
    local side target met of key mid peer_mid
    peer_mid=$(middle "${wall[peer $1]}")
    for side in "${sides[@]}"; do
        [ "$side" != peer ] || continue
        key="$side $1" target=$2
        [ "$side" != packaged ] || target=$3
        mid=$(middle "${wall[$key]}")
        of=$(ratio "$mid" "$peer_mid")
        met=$(within "$of" "$target")
        printf '%-28s %-9s %8s ms  %8s ms  %6s x  <= %-5s %s\n' "$row $1" "$side" "$mid" "$peer_mid" "$of" "$target" \
            "$(verdict "$met")"
        rows+=("{\"row\":\"$row\",\"phase\":\"$1\",\"side\":\"$side\",\"work\":\"$4\",\"peer\":\"$5\",\"ourMs\":$(json "${wall[$key]}"),\"peerMs\":$(json "${wall[peer $1]}"),\"ourMedianMs\":$mid,\"peerMedianMs\":$peer_mid,\"ratio\":$of,\"target\":$target,\"met\":$met,\"processorMs\":$(json "${processor[$key]}")}")
    done
    compare_processor "$1"
    compare_questions "$1"
}

# compare_processor PHASE: the program's own processor time; for a small bundle against the baseline's in the same runs,
# else against the first measured, which was one on loopback.
compare_processor() {
    local side mid of met against
    for side in "${sides[@]}"; do
        case $side in peer | baseline) continue ;; esac
        mid=$(middle "${processor[$side $1]}")
        if [[ $row == small-* && -n "${programs[baseline]:-}" ]]; then
            against=$(middle "${processor[baseline $1]}")
            of="baseline"
        elif [ "$row" = small-loopback ]; then
            against=${FIRST_MEASURED[$1]}
            of="first measured"
        else
            printf '%-28s %-9s %8s ms\n' "  processor" "$side" "$mid"
            continue
        fi
        met=$(within "$(ratio "$mid" "$against")" 0.5)
        printf '%-28s %-9s %8s ms  %8s ms  %6s x  <= 0.5   %s\n' "  processor ($of)" "$side" "$mid" "$against" \
            "$(ratio "$mid" "$against")" "$(verdict "$met")"
        rows+=("{\"row\":\"$row\",\"phase\":\"$1\",\"side\":\"$side\",\"work\":\"processor time\",\"medianMs\":$mid,\"against\":\"$of\",\"againstMs\":$against,\"ratio\":$(ratio "$mid" "$against"),\"target\":0.5,\"met\":$met}")
    done
}

# compare_questions PHASE: what each side asked of the source.
compare_questions() {
    local side key
    for side in "${sides[@]}"; do
        key="$side $1"
        [ -n "${asked[$key]:-}" ] || continue
        printf '%-28s %-9s %8s requests' "  to the source" "$side" "$(middle "${asked[$key]}")"
        if [ -n "$link" ]; then
            printf ', %s connections, %s rounds' "$(middle "${connected[$key]}")" "$(middle "${went_round[$key]}")"
        fi
        echo
        rows+=("{\"row\":\"$row\",\"phase\":\"$1\",\"side\":\"$side\",\"work\":\"questions to the source\",\"requests\":$(json "${asked[$key]}")${connected[$key]:+,\"connections\":$(json "${connected[$key]}"),\"rounds\":$(json "${went_round[$key]}")}}")
    done
}
