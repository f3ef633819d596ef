package dev.ecommercestack.operator.brokers;

import org.jspecify.annotations.Nullable;

/**
 * How to connect to Kafka.
 *
 * @param bootstrapServers addresses of brokers, {@code host:port} separated by commas
 * @param login the login by SASL SCRAM-SHA-512
 * @param tls how to verify the brokers, or null for connections without TLS
 */
public record KafkaConnection(
    String bootstrapServers, BrokerLogin login, @Nullable BrokerTls tls) {}
