# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by dev/images/build, which reads lower, packages and absent and calls the functions.
# RabbitMQ 4 with the management plugin at hand, its commands runnable by an ordinary user.
# shellcheck source-path=SCRIPTDIR source=../debian/layer.sh
source "$images/debian/layer.sh"
lower=debian
packages=(rabbitmq-server)
absent=(adduser debconf debconf-2.0 init-system-helpers libwrap0 openssl openssl-provider-legacy procps python3 socat)

layer_fill() {
  local root=$1 plugins
  # These wrappers insist on root or on the user rabbitmq; the programs behind them do not.
  rm -rf "$root"/usr/sbin "$root"/usr/bin/rabbitmqadmin "$root"/usr/lib/rabbitmq/{autocomplete,bin/rabbitmq-script-wrapper,bin/rabbitmq-server-wait}
  plugins=("$root"/usr/lib/rabbitmq/lib/rabbitmq_server-*/plugins)
  # Discovery by etcd, Consul and AWS, and examples: no stack uses them.
  rm -rf "${plugins[0]}"/{rabbitmq_*_examples,eetcd,gun,rabbitmq_aws,rabbitmq_peer_discovery_{aws,consul,etcd}}-*
  find "${plugins[0]}" -name '*.map' -delete
  # Headers and sources are for compiling.
  find "$root/usr/lib/erlang" "${plugins[0]}" -depth -type d \( -name include -o -name src -o -name examples -o -name doc \) -exec rm -rf {} +
  find "$root/usr/lib/erlang" -name '*.a' -delete
  mkdir -p "$root"/{etc/rabbitmq,var/lib/rabbitmq,var/log/rabbitmq}
  users "$root" rabbitmq 999 /var/lib/rabbitmq
}

layer_owners() { printf '%s\n' var/lib/rabbitmq=999:999:755 var/log/rabbitmq=999:999:755; }
