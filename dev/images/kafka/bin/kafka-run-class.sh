#!/bin/sh
# Runs a class of Kafka: kafka-run-class.sh CLASS [ARGUMENT...]
# Honours, as the public image does: KAFKA_HEAP_OPTS, KAFKA_JVM_PERFORMANCE_OPTS, KAFKA_LOG4J_OPTS, KAFKA_JMX_OPTS,
# KAFKA_OPTS, CLASSPATH. Writes no file: logs go to standard output (servers) or standard error (tools).
set -eu
home=$(dirname "$(dirname "$(readlink -f "$0")")")

[ $# -gt 0 ] || {
  echo "usage: kafka-run-class.sh CLASS [ARGUMENT...]" >&2
  exit 1
}

# Options are lists of words; they are split here on purpose, as the public scripts do.
# shellcheck disable=SC2086
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" \
  ${KAFKA_HEAP_OPTS:--Xmx256m} \
  ${KAFKA_JVM_PERFORMANCE_OPTS:--XX:+UseSerialGC -XX:TieredStopAtLevel=1} \
  -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  ${KAFKA_JMX_OPTS:-} \
  ${KAFKA_LOG4J_OPTS:--Dlog4j2.configurationFile=file:$home/config/tools-log4j2.properties} \
  -cp "${CLASSPATH:+$CLASSPATH:}$home/libs/*" \
  ${KAFKA_OPTS:-} \
  "$@"
