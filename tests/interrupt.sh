#!/usr/bin/env bash
# Kills codegen at random moments, many times over: at no time is a file
# half-written, and the next run brings a complete tree.
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

# How long a run takes that has everything to write, in milliseconds.
rm -rf "$dir/out"
cp -r "$dir/whole-old" "$dir/out"
start=$(date +%s%N)
codegen "$dir/new" >/dev/null
length=$((($(date +%s%N) - start) / 1000000 + 1))

killed=0
mixed=0
for ((round = 1; round <= rounds; round++)); do
    rm -rf "$dir/out"
    cp -r "$dir/whole-old" "$dir/out"
    codegen "$dir/new" >/dev/null 2>&1 &
    pid=$!
    delay=$((RANDOM % (length * 5 / 4)))
    sleep "$((delay / 1000)).$(printf '%03d' $((delay % 1000)))"
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
printf '%d runs, %d killed before they were done, %d of these amid writing: every file whole, every tree completed\n' \
    "$rounds" "$killed" "$mixed"
