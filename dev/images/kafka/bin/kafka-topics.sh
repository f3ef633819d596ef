#!/bin/sh
# Lists, describes, creates and alters topics.
exec "$(dirname "$(readlink -f "$0")")/kafka-run-class.sh" org.apache.kafka.tools.TopicCommand "$@"
