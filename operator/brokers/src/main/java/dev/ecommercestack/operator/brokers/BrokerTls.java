package dev.ecommercestack.operator.brokers;

import org.jspecify.annotations.Nullable;

/**
 * How a TLS connection verifies the certificate of the broker.
 *
 * @param caCertificates certificates of the CAs to trust (PEM), or null for the public CAs of the
 *     JVM
 */
public record BrokerTls(@Nullable String caCertificates) {}
