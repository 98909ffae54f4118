#!/usr/bin/env bash
# Kills codegen at random moments, many times. No file may be half-written at any time,
# and the next run must complete the tree and remove temporary files. Writing is a small
# part of a run, so every second kill waits until it has begun.
#
#     tests/interrupt.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rounds=${1:-100}
cargo build --quiet --package xtask
xtask="${CARGO_TARGET_DIR:-target}/debug/xtask"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

fail() {
    printf 'round %d: %s\n' "$round" "$1" >&2
    exit 1
}

codegen() {
    "$xtask" codegen --spec "$1" --out "$dir/out"
}

# Two specifications that differ in most files.
cp -r spec "$dir/new"
cp -r spec "$dir/old"
sed -i 's/description: The /description: Once the /' "$dir"/old/*.yaml
for side in old new; do
    codegen "$dir/$side" >/dev/null
    cp -r "$dir/out" "$dir/whole-$side"
done

# The files that a run writes, in the order of writing.
changed=()
while IFS= read -r path; do
    cmp -s "$dir/whole-old/$path" "$dir/whole-new/$path" || changed+=("$path")
done < <(cd "$dir/whole-new" && find . -type f | sed 's|^\./||' | LC_ALL=C sort)
first=${changed[0]}
last=${changed[${#changed[@]} - 1]}

# Begins a run that has to write all files. Keeps links to the first and the last of these
# files.
begin() {
    rm -rf "$dir/out" "$dir/first" "$dir/last"
    cp -r "$dir/whole-old" "$dir/out"
    ln "$dir/out/$first" "$dir/first"
    ln "$dir/out/$last" "$dir/last"
    # Calling the function would kill its shell instead of the command.
    "$xtask" codegen --spec "$dir/new" --out "$dir/out" >/dev/null 2>&1 &
    pid=$!
}

# Waits until a file is replaced or the run ends. The number of checks measures the time,
# since no clock is fine enough.
wait_for() {
    checks=0
    while [[ "$dir/out/$1" -ef "$dir/$2" ]] && kill -0 "$pid" 2>/dev/null; do
        checks=$((checks + 1))
    done
}

# The duration of a run in milliseconds, and of its writing in checks.
start=$(date +%s%N)
begin
wait_for "$first" first
wait_for "$last" last
writing=$((checks + 1))
wait "$pid"
length=$((($(date +%s%N) - start) / 1000000 + 1))

killed=0
mixed=0
for ((round = 1; round <= rounds; round++)); do
    begin
    if ((round % 2)); then
        delay=$((RANDOM % (length * 5 / 4)))
        sleep "$((delay / 1000)).$(printf '%03d' $((delay % 1000)))"
    else
        wait_for "$first" first
        for ((checks = RANDOM % writing; checks > 0; checks--)); do
            [[ "$dir/out/$last" -ef "$dir/last" ]] && kill -0 "$pid" 2>/dev/null || break
        done
    fi
    if kill -KILL "$pid" 2>/dev/null; then
        killed=$((killed + 1))
    fi
    wait "$pid" 2>/dev/null || true
    while IFS= read -r -d '' file; do
        path=${file#"$dir/out/"}
        case ${path##*/} in .codegen-*.tmp) continue ;; esac
        cmp -s "$file" "$dir/whole-old/$path" || cmp -s "$file" "$dir/whole-new/$path" ||
            fail "$path is neither the old file nor the new one"
    done < <(find "$dir/out" -type f -print0)
    if ! diff -rq "$dir/out" "$dir/whole-old" >/dev/null &&
        ! diff -rq "$dir/out" "$dir/whole-new" >/dev/null; then
        mixed=$((mixed + 1))
    fi
    codegen "$dir/new" >/dev/null || fail 'the next run fails'
    diff -r "$dir/out" "$dir/whole-new" >/dev/null || fail 'the next run does not complete the tree'
done
printf '%d runs, %d killed before their end, %d of these during writing: every file was whole, every tree was completed\n' \
    "$rounds" "$killed" "$mixed"
# The test is useless if few kills happen during writing.
((rounds < 20 || mixed * 10 >= rounds)) || fail 'too few kills happened during writing'
