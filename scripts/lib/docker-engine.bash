# shellcheck shell=bash
# Starts a Docker engine where none answers, installing it first if need be.

ENGINE_LOG=$CACHE/dockerd.log
ENGINE_PID=

# Tried in this order: as on any machine, then without what a restricted kernel lacks.
readonly ENGINE_FLAGS=(
  ''
  '--storage-driver=vfs'
  '--storage-driver=vfs --iptables=false --ip6tables=false'
)

die_container_by_hand() {
  die "$1" \
    "Install and start Docker so that 'docker info' works for this user, 'docker pull $IMAGE'," \
    'and run this again.'
}

engine_answers() { have docker && docker info > /dev/null 2>&1; }

# After a machine ended without stopping dockerd, its pid files can name a process of another kind.
remove_stale_pid_files() {
  local file pid
  for file in /var/run/docker.pid /var/run/docker/containerd/containerd.pid; do
    [[ -s $file ]] || continue
    pid=$(< "$file")
    case $(cat "/proc/$pid/comm" 2> /dev/null || true) in
      dockerd | containerd) ;;
      *) rm -f "$file" ;;
    esac
  done
}

engine_answers_or_ended() { engine_answers || ! kill -0 "$ENGINE_PID" 2> /dev/null; }

start_engine() {
  local flags
  read -ra flags <<< "$1"
  say "starting dockerd${1:+ $1}"
  remove_stale_pid_files
  # Without a terminal, a session and the pipes of this script it survives whoever started it.
  setsid nohup dockerd ${flags[@]+"${flags[@]}"} < /dev/null > "$ENGINE_LOG" 2>&1 9>&- &
  ENGINE_PID=$!
  await 60 engine_answers_or_ended && engine_answers && return
  say "dockerd${1:+ $1} did not become ready; the end of $ENGINE_LOG:"
  tail -n 20 "$ENGINE_LOG" >&2
  return 1
}

engine_ended() { ! kill -0 "$ENGINE_PID" 2> /dev/null; }

stop_engine() {
  kill "$ENGINE_PID" 2> /dev/null || return 0
  await 20 engine_ended || kill -KILL "$ENGINE_PID" 2> /dev/null || true
}

apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 "$@" >&2
}

apt_update_and_install() { apt-get update -qq >&2 && apt_install "$@"; }

install_engine() {
  have apt-get || die_container_by_hand 'there is no Docker here, and only with apt-get can it be installed.'
  say 'installing docker.io'
  retry 4 apt_update_and_install docker.io || die_container_by_hand 'docker.io could not be installed.'
  # From Debian 13 on the client is a package of its own.
  have docker || retry 2 apt_install docker-cli || die_container_by_hand 'docker-cli could not be installed.'
}

container_works() { get_image && container_greets; }

# Leaves an engine that answers and has a working image, or says why there is none.
get_container() {
  if engine_answers; then
    container_works || die_container_by_hand 'no container of nats-server can be run here.'
    return
  fi
  [[ -z ${DOCKER_HOST:-} ]] || die_container_by_hand "no Docker engine answers at DOCKER_HOST=$DOCKER_HOST."
  [[ $(uname -s) == Linux ]] || die_container_by_hand 'no Docker engine answers.'
  is_root || die_container_by_hand 'no Docker engine answers, and only root can start one.'
  if ! have dockerd || ! have docker; then install_engine; fi
  if [[ -d /run/systemd/system ]] && systemctl start docker >&2 && await 30 engine_answers; then
    container_works || die_container_by_hand 'no container of nats-server can be run here.'
    return
  fi
  local flags
  for flags in "${ENGINE_FLAGS[@]}"; do
    start_engine "$flags" && container_works && return
    stop_engine
  done
  die_container_by_hand 'dockerd does not work on this machine.'
}

container_settings() {
  # Nothing here needs the image of Testcontainers' reaper, which would have to be pulled.
  printf 'export TESTCONTAINERS_RYUK_DISABLED=true\n'
  [[ ${DOCKER_HOST:-unix://} != unix://* ]] || printf 'export TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1\n'
}
