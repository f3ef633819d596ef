# shellcheck shell=bash disable=SC2034
# What the scripts in dev/images/ share. Source it; it changes nothing but the umask and the sort order.
umask 022
shopt -s inherit_errexit
export LC_ALL=C

images=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
project=$(cd "$images/../.." && pwd)
cache=${ECOMMERCE_STACK_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ecommerce-stack}
store=$cache/images
all_images=(base kafka postgresql rabbitmq redis)

# say TEXT... prints progress on stderr, so that stdout stays what a caller can use.
say() { printf 'images: %s\n' "$*" >&2; }

# fail TEXT... prints why and what to do, and ends the script.
fail() {
  printf 'images: %s\n' "$*" >&2
  exit 1
}

# need TOOL... ends the script when a program is missing.
need() {
  local tool
  for tool; do
    command -v "$tool" >/dev/null ||
      fail "$tool is missing; images are made on Debian or Ubuntu with apt-get, dpkg-deb, python3 and JDK 25 (see dev/images/README.md)"
  done
}

# lock waits until no other process makes images in this cache, then holds it until the script ends.
lock() {
  mkdir -p "$store"
  exec 9>"$store/.lock"
  flock -n 9 || {
    say "waiting for another run that holds $store/.lock"
    flock -w 1800 9 || fail "another run still holds $store/.lock after 30 minutes; end it, then try again"
  }
}

# key reads text on stdin and prints the short hash that names what is made of it.
key() { sha256sum | cut -c1-16; }

# known NAME... ends the script unless each is an image made here.
known() {
  local name
  for name; do
    [[ " ${all_images[*]} " == *" $name "* ]] || fail "no image is called '$name'; there are: ${all_images[*]}"
  done
}

# keep_newest COUNT PATH... removes all but the COUNT newest of the paths.
keep_newest() {
  local count=$1 old
  shift
  # Names are keys made here (lower case and hexadecimal), so ls is safe to parse.
  # shellcheck disable=SC2012
  { ls -1dt -- "$@" 2>/dev/null || true; } | tail -n "+$((count + 1))" | while read -r old; do rm -rf -- "$old"; done
}

# java_home prints the home of a JDK 25 or newer: JAVA_HOME, or one that is installed.
java_home() {
  local home version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
    [[ -n $home && -x $home/bin/jlink && -r $home/release ]] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    [[ ${version:-0} -lt 25 ]] || {
      echo "$home"
      return
    }
  done
  fail "no JDK 25 with jlink was found; install one (for example Temurin 25) and set JAVA_HOME to it"
}
