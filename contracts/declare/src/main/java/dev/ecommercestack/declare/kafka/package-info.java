/** Topics, SCRAM users and ACLs of Kafka. */
@NullMarked
package dev.ecommercestack.declare.kafka;

import org.jspecify.annotations.NullMarked;
