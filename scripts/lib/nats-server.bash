# shellcheck shell=bash
# Finds a real nats-server on this machine, or fetches the one of Debian.

server=

die_server_by_hand() {
  die "$1" \
    "Install nats-server $VERSION (https://github.com/nats-io/nats-server/releases), put it on the" \
    'PATH or set NATS_SERVER to it, and run this again.'
}

version_of() { "$1" -v 2> /dev/null | sed -n 's/^nats-server: v//p'; }

# The in-memory broker's own launcher answers like nats-server, but is what the tests compare it with.
is_usable_server() {
  local found
  [[ -f $1 && -x $1 && ! $1 -ef $HERE/nats-server ]] || return 1
  found=$(version_of "$1")
  [[ -n $found && $(printf '%s\n' "$OLDEST" "$found" | sort -V | head -n 1) == "$OLDEST" ]]
}

find_server() {
  local candidate
  for candidate in "${NATS_SERVER:-}" "$(type -P nats-server || true)" "$CACHE/nats-server"; do
    [[ -n $candidate ]] || continue
    if is_usable_server "$candidate"; then
      server=$(realpath "$candidate")
      return
    fi
    [[ ! -e $candidate ]] || say "not used: $candidate is no nats-server $OLDEST or newer that runs here"
  done
  return 1
}

os_release() { sed -nE "s/^$1=\"?([^\"]*)\"?\$/\1/p" /etc/os-release 2> /dev/null || true; }

# Writes each of the machine's own entries for its release, as one for sid, to a file of its own.
write_sid_sources() {
  local to=$1 suites
  suites="($(os_release VERSION_CODENAME)|oldstable|stable|testing|unstable|sid)"
  shopt -s nullglob
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2> /dev/null || true; } \
    | sed -nE "s/^deb( +\[[^]]*\])? +([^ ]+) +$suites +(.*\bmain\b.*)$/deb\1 \2 sid main/p" \
    | awk -v to="$to" '!seen[$0]++ { print > (to "/" ++n ".list") }'
  awk -v to="$to" -v suite="^Suites:(.*[ \t])?$suites([ \t]|\$)" '
    function finish() {
      if (wanted && !off) printf "%s", stanza > (to "/" ++n ".sources")
      stanza = ""; wanted = off = 0
    }
    FNR == 1 { finish() }
    /^[ \t]*$/ { finish(); next }
    /^Enabled:[ \t]*no/ { off = 1 }
    $0 ~ suite { wanted = 1; $0 = "Suites: sid" }
    /^Components:/ { $0 = "Components: main" }
    !/^#/ { stanza = stanza $0 "\n" }
    END { finish() }' /etc/apt/sources.list.d/*.sources /dev/null
  shopt -u nullglob
}

# Downloads the package with the one apt source that is given, leaving the machine's apt as it is.
download_package() {
  local source=$1 apt=$WORK/apt
  rm -rf "$apt"
  mkdir -p "$apt"/{state/lists/partial,cache/archives/partial,sources,preferences}
  cp "$source" "$apt/sources/"
  local options=(-q -o Dir::State="$apt/state" -o Dir::State::status=/var/lib/dpkg/status
    -o Dir::Cache="$apt/cache" -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$apt/sources"
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts="$apt/preferences"
    -o APT::Sandbox::User="$(id -un)" -o Acquire::Retries=3)
  (cd "$apt" && apt-get "${options[@]}" update && apt-get "${options[@]}" download nats-server) >&2 || return 1
  dpkg -x "$apt"/nats-server_*.deb "$apt/package" >&2 || return 1
  install -m 755 "$(find "$apt/package" -type f -path '*bin/nats-server')" "$WORK/nats-server"
}

download_server() {
  local source
  for source in "$WORK"/sid/*; do
    ! download_package "$source" || return 0
  done
  return 1
}

get_server() {
  if find_server; then
    say "nats-server $(version_of "$server"): $server"
    return
  fi
  [[ $(os_release ID) == debian ]] \
    || die_server_by_hand 'there is no nats-server here, and only on Debian can it be fetched.'
  mkdir -p "$WORK/sid"
  write_sid_sources "$WORK/sid"
  compgen -G "$WORK/sid/*" > /dev/null \
    || die_server_by_hand 'this machine has no apt source of Debian to fetch nats-server by.'
  say 'fetching nats-server from the suite sid'
  retry 4 download_server || die_server_by_hand 'nats-server could not be fetched.'
  is_usable_server "$WORK/nats-server" || {
    "$WORK/nats-server" -v >&2 || true
    die_server_by_hand "the nats-server that was fetched is older than $OLDEST or does not run here."
  }
  mv -f "$WORK/nats-server" "$CACHE/nats-server"
  server=$CACHE/nats-server
  say "nats-server $(version_of "$server"): $server"
  [[ $(version_of "$server") == "$VERSION" ]] || say "note: that is not $VERSION, sid has moved on"
}

server_settings() { printf 'export NATS_SERVER=%q\n' "$server"; }
