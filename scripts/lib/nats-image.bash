# shellcheck shell=bash
# Provides the engine's image of nats-server and tries it.

tag=
trial=

has_image() { docker image inspect "$1" > /dev/null 2>&1; }

pull_image() {
  say "pulling $IMAGE"
  timeout --kill-after=5 90 docker pull --quiet "$IMAGE" >&2
}

# An image that holds nothing but nats-server and the libraries that it is linked with.
build_image() {
  local root=$WORK/root file
  say "building $1 from $server"
  rm -rf "$root"
  mkdir -p "$root/tmp"
  chmod 1777 "$root/tmp"
  install -m 755 "$server" "$root/nats-server"
  # A statically linked one makes ldd fail and needs nothing.
  for file in $(ldd "$server" 2> /dev/null | grep -oE '/[^ ]+' || true); do
    install -D -m 755 "$(realpath "$file")" "$root$file"
  done
  tar -C "$root" --owner=0 --group=0 --numeric-owner -c . \
    | docker import --change 'ENTRYPOINT ["/nats-server"]' --change 'CMD ["-m", "8222"]' \
      --change 'EXPOSE 4222 8222 6222' - "$1" > /dev/null
}

get_image() {
  tag=$IMAGE
  if ! has_image "$tag" && ! pull_image; then
    [[ $(uname -s) == Linux ]] || return 1
    [[ -n $server ]] || get_server
    tag=nats:$(version_of "$server")
    has_image "$tag" || build_image "$tag" || return 1
    [[ $tag == "$IMAGE" ]] || say "note: the image is $tag, not $IMAGE, because sid has moved on"
  fi
  say "image $tag: $(docker image inspect --format '{{.Id}}' "$tag")"
}

greets_at() {
  local line
  IFS= read -r -t 5 line 2> /dev/null < "/dev/tcp/127.0.0.1/$1" || return 1
  [[ $line == INFO* && $line == *'"jetstream":true'* ]]
}

remove_trial() {
  [[ -z $trial ]] || docker rm --force --volumes "$trial" > /dev/null 2>&1 || true
  trial=
}

# What the tests need of an engine: a container that runs, and a mapped port that reaches it.
container_greets() {
  local port
  [[ ${DOCKER_HOST:-unix://} == unix://* ]] || return 0
  trial=$(docker run --detach --publish 127.0.0.1::4222 "$tag" -js) || return 1
  port=$(docker port "$trial" 4222/tcp | head -n 1)
  if await 20 greets_at "${port##*:}"; then
    remove_trial
    return
  fi
  say 'a container of it does not greet a client; its log:'
  docker logs "$trial" >&2 || true
  remove_trial
  return 1
}
