#!/bin/sh
# Lists, adds and removes access control lists.
exec "$(dirname "$(readlink -f "$0")")/kafka-run-class.sh" org.apache.kafka.tools.AclCommand "$@"
