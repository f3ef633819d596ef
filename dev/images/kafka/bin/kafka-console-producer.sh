#!/bin/sh
# Sends lines of standard input to a topic.
exec "$(dirname "$(readlink -f "$0")")/kafka-run-class.sh" org.apache.kafka.tools.ConsoleProducer "$@"
