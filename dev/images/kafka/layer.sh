# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by dev/images/build, which reads lower, packages and absent and calls the functions.
# Kafka from the jars on Maven Central, with start scripts that take what the public image's take.

layer_inputs() {
  version_of kafka.version
  cat "$images"/kafka/pom.xml "$images"/kafka/bin/* "$images"/kafka/config/* | sha256sum
}

layer_fill() {
  local root=$1 tool
  mkdir -p "$root"/opt/kafka/{bin,config,libs} "$root/var/lib/kafka/data"
  copy_dependencies "$images/kafka/pom.xml" "$root/opt/kafka/libs" kafka.version
  for tool in "$images"/kafka/bin/*; do install -m 755 "$tool" "$root/opt/kafka/bin/"; done
  install -m 644 "$images"/kafka/config/* "$root/opt/kafka/config/"
}

layer_owners() { printf '%s\n' var/lib/kafka/data=1000:1000:755; }
