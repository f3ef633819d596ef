package dev.ecommercestack.operator.brokers;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How to connect to the management API of RabbitMQ.
 *
 * @param managementUrl address without a path, for example {@code http://shop-rabbitmq:15672}
 * @param vhost the virtual host of the queues
 * @param login the login by HTTP basic authentication
 * @param tls how to verify the broker of an {@code https} address, or null for {@code http}
 */
public record RabbitMqConnection(
    URI managementUrl, String vhost, BrokerLogin login, @Nullable BrokerTls tls) {}
