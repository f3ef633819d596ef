#!/bin/sh
# Formats a broker's storage: kafka-storage.sh format -t CLUSTER_ID -c server.properties
exec "$(dirname "$(readlink -f "$0")")/kafka-run-class.sh" kafka.tools.StorageTool "$@"
