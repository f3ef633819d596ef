package dev.ecommercestack.platform.rabbit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of RabbitMQ listeners.
 *
 * @param longestDelivery how long a listener may keep a message; less than the half hour after
 *     which RabbitMQ takes an unacknowledged one away
 * @param shutdownTimeout how long a message in progress may take when the service shuts down; less
 *     than {@code spring.lifecycle.timeout-per-shutdown-phase}
 */
@ConfigurationProperties("service.rabbit")
public record RabbitProperties(
    @DefaultValue("27m") Duration longestDelivery, @DefaultValue("15s") Duration shutdownTimeout) {}
