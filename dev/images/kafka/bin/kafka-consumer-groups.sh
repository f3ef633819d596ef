#!/bin/sh
# Lists and describes consumer groups, shows lag, resets offsets.
exec "$(dirname "$(readlink -f "$0")")/kafka-run-class.sh" org.apache.kafka.tools.consumer.group.ConsumerGroupCommand "$@"
