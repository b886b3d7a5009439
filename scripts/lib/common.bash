# shellcheck shell=bash
# What the scripts share: messages, waiting and retrying.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# Says what is wrong and, by the further lines, what to do about it.
die() {
  say "$1"
  shift
  for line in "$@"; do printf '    %s\n' "$line" >&2; done
  exit 1
}

have() { command -v "$1" > /dev/null 2>&1; }

is_root() { [[ $EUID -eq 0 ]]; }

# Runs a command until it succeeds, at most so many times, with growing pauses between.
retry() {
  local times=$1 pause=1 i
  shift
  for ((i = 1; i <= times; i++)); do
    "$@" && return
    ((i == times)) && break
    say "that failed; trying again in $pause s"
    sleep "$pause"
    pause=$((pause * 2))
  done
  return 1
}

# Waits up to so many seconds for a command to succeed.
await() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}
