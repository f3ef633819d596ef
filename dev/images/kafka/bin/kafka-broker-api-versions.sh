#!/bin/sh
# Asks the brokers which API versions they speak.
exec "$(dirname "$(readlink -f "$0")")/kafka-run-class.sh" org.apache.kafka.tools.BrokerApiVersionsCommand "$@"
