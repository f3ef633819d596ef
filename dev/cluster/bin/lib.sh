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

# go_program NAME MODULE VERSION CHECKSUM: prints the path of a Go program, built here, once, from the root of its module. The build
# takes the module as it is, with its own go.mod and go.sum, so that it is what its authors released. CHECKSUM is the module's own
# line of a go.sum.
go_program() {
  local name=$1 module=$2 version=$3 checksum=$4 home key new
  home=$(cache)/$name
  key=$version-$(printf '%s' "$*" | sha256sum | cut -c1-8)
  if [[ -x $home/$key/$name ]]; then
    echo "$home/$key/$name"
    return
  fi
  command -v go >/dev/null || fail "Go is missing, by which $name is built here: install it from https://go.dev/dl/"
  lock "$home/.lock"
  if [[ ! -x $home/$key/$name ]]; then
    say "building $name $version (once; about 1 minute on 2 cores, and what the downloads take)"
    new=$(mktemp -d "$home/.new.XXXXXX")
    # shellcheck disable=SC2064 # the directory of now
    trap "rm -rf '$new'" EXIT
    (cd "$new" && go mod download -json "$module@$version" >module.json) ||
      fail "$module $version could not be fetched: $(sed -n 's/.*"Error": //p' "$new/module.json"); check GOPROXY and the network"
    field() { sed -n "s/^\t\"$1\": \"\(.*\)\",*$/\1/p" "$new/module.json"; }
    [[ $(field Sum) == "$checksum" ]] ||
      fail "the checksum of $module $version is $(field Sum) instead of $checksum; check GOPROXY"
    # A module may ask for a newer toolchain than its go line needs.
    (cd "$(field Dir)" && CGO_ENABLED=0 GOTOOLCHAIN=local go build -mod=readonly -trimpath -buildvcs=false -ldflags '-s -w' \
      -o "$new/$name" .) >&2 ||
      fail "the build of $name failed, see above; where modules could not be fetched, check GOPROXY and the network"
    chmod 755 "$new"
    rm "$new/module.json"
    mv "$new" "$home/$key"
    keep_newest "$home" 2
  fi
  echo "$home/$key/$name"
}

# keep_newest DIRECTORY COUNT removes all but the COUNT newest subdirectories of DIRECTORY.
keep_newest() {
  local old
  # Names are keys made here (hexadecimal), so ls is safe to parse.
  # shellcheck disable=SC2012
  ls -1dt "$1"/*/ 2>/dev/null | tail -n "+$(($2 + 1))" | while read -r old; do rm -rf -- "$old"; done
}
