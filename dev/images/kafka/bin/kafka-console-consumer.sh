#!/bin/sh
# Prints the records of a topic.
exec "$(dirname "$(readlink -f "$0")")/kafka-run-class.sh" org.apache.kafka.tools.consumer.ConsoleConsumer "$@"
