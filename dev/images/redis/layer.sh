# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by dev/images/build, which reads lower, packages and absent and calls the functions.
# Valkey 8, which speaks the Redis protocol, under its own names and those of the public redis image.
# shellcheck source-path=SCRIPTDIR source=../debian/layer.sh
source "$images/debian/layer.sh"
lower=debian
packages=(valkey-server valkey-tools)
absent=(adduser debconf debconf-2.0 init-system-helpers openssl-provider-legacy)

layer_fill() {
  local root=$1 program
  rm -rf "$root/etc/valkey" "$root/usr/sbin" "$root"/usr/lib/*/libdb-*
  for program in server cli benchmark check-aof check-rdb; do ln -s "valkey-$program" "$root/usr/bin/redis-$program"; done
  mkdir -p "$root/data"
  users "$root" redis 999 /data
}

layer_owners() { printf '%s\n' data=999:999:755; }
