#!/bin/sh
# Describes and alters configurations of brokers, topics and users.
exec "$(dirname "$(readlink -f "$0")")/kafka-run-class.sh" kafka.admin.ConfigCommand "$@"
