# shellcheck shell=bash
# What the scripts in dev/cluster/bin share. Source it; it changes nothing by itself.

# say TEXT... prints progress on stderr, so that stdout stays what a caller can use.
say() { printf 'cluster: %s\n' "$*" >&2; }

# fail TEXT... prints why and what to do, and ends the script.
fail() {
  printf 'cluster: %s\n' "$*" >&2
  exit 1
}

# cache prints the project's cache directory, outside the repository.
cache() { printf '%s\n' "${ECOMMERCE_STACK_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ecommerce-stack}"; }

# lock FILE waits until no other process holds FILE, then holds it until the script ends.
lock() {
  mkdir -p "$(dirname "$1")"
  exec 9>"$1"
  flock -n 9 || {
    say "waiting for another run that holds $1"
    flock -w 1800 9 || fail "another run still holds $1 after 30 minutes; end it, then try again"
  }
}

# linux_only ends the script on machines that the local cluster can't be made for.
linux_only() { [[ $(uname -s) == Linux ]] || fail "this works on Linux only; install Docker and kind, or give KUBE_CONTEXT"; }

# keep_newest DIRECTORY COUNT removes all but the COUNT newest subdirectories of DIRECTORY.
keep_newest() {
  local old
  # Names are keys made here (hexadecimal), so ls is safe to parse.
  # shellcheck disable=SC2012
  ls -1dt "$1"/*/ 2>/dev/null | tail -n "+$(($2 + 1))" | while read -r old; do rm -rf -- "$old"; done
}
