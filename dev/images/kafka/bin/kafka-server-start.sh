#!/bin/sh
# Runs the broker in the foreground: kafka-server-start.sh server.properties [--override property=value]...
# Without KAFKA_HEAP_OPTS the heap grows to half of the container's memory; page cache needs the rest.
set -eu
case ${1:-} in
  "" | -*)
    echo "usage: kafka-server-start.sh server.properties [--override property=value]..." >&2
    exit 1
    ;;
esac
bin=$(dirname "$(readlink -f "$0")")
export KAFKA_HEAP_OPTS="${KAFKA_HEAP_OPTS:--XX:MaxRAMPercentage=50}"
# The JVM picks the collector by the container's size.
export KAFKA_JVM_PERFORMANCE_OPTS="${KAFKA_JVM_PERFORMANCE_OPTS:--XX:MaxInlineLevel=15}"
export KAFKA_LOG4J_OPTS="${KAFKA_LOG4J_OPTS:--Dlog4j2.configurationFile=file:$(dirname "$bin")/config/log4j2.properties}"
exec "$bin/kafka-run-class.sh" kafka.Kafka "$@"
