# Sourced after setup.sh by the scripts that measure: registries of their own, an image to copy, and a result to keep.
# shellcheck shell=bash

: "${root:?}"
mkdir -p "$root/target/bench"
ticks_a_second=$(getconf CLK_TCK)
work=$(mktemp -d "$root/target/bench/work.XXXXXX")
background=()
running=()
declare -A registries=() wall=() processor=()
rows=()
finish() {
    local pids=("${background[@]}" "${registries[@]}" "${running[@]}")
    [ "${#pids[@]}" -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# start_registry NAME [tls]: sets $host to a fresh registry on a free loopback port.
start_registry() {
    local folder=$work/$1 pid tls=""
    [ "${2:-}" != tls ] || tls=", tls: {certificate: \"$work/tls/registry.pem\", key: \"$work/tls/registry.key\"}"
    mkdir -p "$folder"
    cat >"$folder/config.yml" <<YAML
version: 0.1
log: {level: info, formatter: text, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: "$folder/data"}}
http: {addr: "127.0.0.1:0"$tls}
YAML
    : >"$folder/log"
    docker-registry serve "$folder/config.yml" >"$folder/log" 2>&1 &
    pid=$!
    registries[$1]=$pid
    host=""
    while [ -z "$host" ]; do
        kill -0 "$pid" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
        sleep 0.05
        host=$(sed -n 's/.*listening on \(127\.0\.0\.1:[0-9]*\).*/\1/p' "$folder/log")
    done
}

# stop_registry NAME: ends it and removes its storage.
stop_registry() {
    kill "${registries[$1]}"
    wait "${registries[$1]}" 2>/dev/null || true
    unset "registries[$1]"
    rm -rf "${work:?}/$1"
}

# requests_to NAME: how many requests that registry has answered so far.
requests_to() { grep -c 'msg="response completed"' "$work/$1/log" || :; }

# trust_own_authority COMMAND...: with an authority that exists for this run only trusted beside the machine's own ones.
# registry.pem is its certificate for registries on this machine.
trust_own_authority() {
    local tls=$work/tls issue=(openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2)
    if [ ! -d "$tls" ]; then
        mkdir "$tls"
        { "${issue[@]}" -subj "/CN=authority" -keyout "$tls/authority.key" -out "$tls/authority.pem" &&
            "${issue[@]}" -CA "$tls/authority.pem" -CAkey "$tls/authority.key" -subj "/CN=registry" \
                -addext subjectAltName=IP:127.0.0.1 -addext basicConstraints=CA:FALSE \
                -keyout "$tls/registry.key" -out "$tls/registry.pem"; } 2>"$tls/log" || { cat "$tls/log" >&2; exit 1; }
        cat /etc/ssl/certs/ca-certificates.crt "$tls/authority.pem" 2>/dev/null >"$tls/trusted.pem" || :
    fi
    SSL_CERT_FILE=$tls/trusted.pem "$@"
}

# start_link MILLISECONDS MBIT TARGET: sets $link to where the target is reached over a link of such a round trip, and of
# such a rate each way (0: any).
start_link() {
    coproc LINK {
        exec java "$root/app-cli/src/test/java/dev/autonomy/registry/cli/bench/LinkProgram.java" "$@" 2>"$work/link.log"
    }
    # shellcheck disable=SC2153
    link_pid=$LINK_PID
    background+=("$link_pid")
    # shellcheck disable=SC2034
    read -r link <&"${LINK[0]}" || { cat "$work/link.log" >&2; exit 1; }
}

# count_link: sets $connections, $exchanges and $rounds to what went over the link since the last count.
count_link() {
    echo >&"${LINK[1]}"
    # shellcheck disable=SC2034
    read -r connections exchanges rounds <&"${LINK[0]}"
}

# Ends the link, which is what was started last in the background.
stop_link() {
    kill "$link_pid"
    wait "$link_pid" 2>/dev/null || true
    unset 'background[-1]'
}

# look_at PID: sets $state (Z once it has ended), $busy in milliseconds of processor time, without its children's, and
# $status, from the numbered fields of its stat that follow its name.
look_at() {
    local line fields
    state=gone status=1
    read -r line 2>/dev/null <"/proc/$1/stat" || return 1
    read -ra fields <<<"${line##*) }"
    state=${fields[0]} busy=$(((fields[11] + fields[12]) * 1000 / ticks_a_second)) status=${fields[49]}
}

# timed KEY COMMAND...: adds the milliseconds that the command takes to ${wall[KEY]}, and those that its own process
# keeps processors busy, in user and system mode, to ${processor[KEY]}. It has ended when nobody holds its descriptor of
# a pipe any more; its parent never waits for it, so that it can be looked at afterwards.
timed() {
    local key=$1 begin end ends pid state busy status
    shift
    exec {ends}< <(
        echo "${EPOCHREALTIME/[.,]/}"
        "$@" </dev/null 3>&1 >"$work/output" 2>&1 &
        echo "$!"
        exec sleep infinity >&-
    )
    running=("$!")
    read -r begin <&"$ends"
    read -r pid <&"$ends"
    running+=("$pid")
    read -r <&"$ends" || :
    end=${EPOCHREALTIME/[.,]/}
    exec {ends}<&-
    while look_at "$pid" && [ "$state" != Z ]; do :; done
    if [ "$status" != 0 ]; then
        cat "$work/output" >&2
        say "failed: $*"
        exit 1
    fi
    wall[$key]+=" $(((end - begin) / 1000))"
    processor[$key]+=" $busy"
    kill "${running[0]}"
    wait "${running[0]}" 2>/dev/null || true
    running=()
}

# blob FILE: moves it into the layout and prints its descriptor's digest and size.
blob() {
    local hex size
    hex=$(sha256sum "$1" | cut -d' ' -f1)
    size=$(stat -c %s "$1")
    mv "$1" "$work/layout/blobs/sha256/$hex"
    printf '"digest":"sha256:%s","size":%s' "$hex" "$size"
}

# publish_image REFERENCE LAYERS BYTES: an index of two platforms with that many layers each, of content that does not
# compress.
publish_image() {
    local oci=application/vnd.oci.image architecture layers ids config manifests="" new=$work/new
    mkdir -p "$work/layout/blobs/sha256"
    echo '{"imageLayoutVersion":"1.0.0"}' >"$work/layout/oci-layout"
    for architecture in amd64 arm64; do
        layers="" ids=""
        for _ in $(seq "$2"); do
            head -c "$3" /dev/urandom >"$work/content"
            tar -C "$work" -cf "$new.tar" content
            ids+=",\"sha256:$(sha256sum "$new.tar" | cut -d' ' -f1)\""
            gzip -1 "$new.tar"
            layers+=",{\"mediaType\":\"$oci.layer.v1.tar+gzip\",$(blob "$new.tar.gz")}"
        done
        printf '{"architecture":"%s","os":"linux","rootfs":{"type":"layers","diff_ids":[%s]}}' "$architecture" "${ids#,}" >"$new"
        config=$(blob "$new")
        printf '{"schemaVersion":2,"mediaType":"%s.manifest.v1+json","config":{"mediaType":"%s.config.v1+json",%s},"layers":[%s]}' \
            "$oci" "$oci" "$config" "${layers#,}" >"$new"
        manifests+=",{\"mediaType\":\"$oci.manifest.v1+json\",$(blob "$new"),\"platform\":{\"architecture\":\"$architecture\",\"os\":\"linux\"}}"
    done
    rm "$work/content"
    printf '{"schemaVersion":2,"mediaType":"%s.index.v1+json","manifests":[%s]}' "$oci" "${manifests#,}" >"$new"
    printf '{"schemaVersion":2,"manifests":[{"mediaType":"%s.index.v1+json",%s,"annotations":{"org.opencontainers.image.ref.name":"v1"}}]}' \
        "$oci" "$(blob "$new")" >"$work/layout/index.json"
    skopeo copy -q --all --preserve-digests --dest-tls-verify=false "oci:$work/layout:v1" "docker://$1"
    rm -rf "$work/layout"
}

median() {
    printf '%s\n' "$@" | sort -n | awk '{ v[NR] = $1 } END { m = int((NR + 1) / 2); print NR % 2 ? v[m] : (v[m] + v[m + 1]) / 2 }'
}

list() { local IFS=,; printf '[%s]' "$*"; }

word() { sed 's/["\\]//g' | head -n 1; }

# within VALUE TARGET: prints true or false.
within() { awk -v v="$1" -v t="$2" 'BEGIN { print v <= t ? "true" : "false" }'; }

# verdict MET
verdict() { if [ "$1" = true ]; then echo met; else echo MISSED; fi; }

# skipped WORK REASON
skipped() {
    printf '%-28s not measured: %s\n' "$1" "$2"
    rows+=("{\"work\":\"$1\",\"notMeasured\":\"$2\"}")
}

# Sets what a result says about the machine and the programs on it.
know_machine() {
    machine=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | word || true)
    memory=$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo 2>/dev/null || echo 0)
    # shellcheck disable=SC2034
    machine_words="${machine:-unknown processor}, $(nproc) cores, $memory MB, $(uname -sr)"
    java_version=$(java -version 2>&1 | word)
    skopeo_version=$(skopeo --version | word)
    registry_version=$(docker-registry --version | word)
    commit=$(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)
    # shellcheck disable=SC2034
    load=$(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo unknown)
    started=$(date -u +%Y-%m-%dT%H:%M:%SZ)
}

# keep_result NAME RUNS VERSION MORE_VERSIONS: writes the rows to target/bench, with one more entry of versions in JSON.
keep_result() {
    local result
    result=$root/target/bench/$1$(date -u +%Y%m%dT%H%M%SZ).json
    cat >"$result" <<JSON
{
  "startedAt": "$started",
  "runs": $2,
  "machine": {"processor": "$machine", "cores": $(nproc), "memoryMb": $memory, "system": "$(uname -sr)", "loadAtStart": "$load"},
  "versions": {"autonomy": "$3", "commit": "$commit", "java": "$java_version", "skopeo": "$skopeo_version", "registry": "$registry_version", $4},
  "rows": [
    $(printf '%s' "${rows[0]}"; [ "${#rows[@]}" -eq 1 ] || printf ',\n    %s' "${rows[@]:1}")
  ]
}
JSON
    say "result in $result"
}
