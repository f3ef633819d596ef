package dev.ecommercestack.platform.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Settings of idempotent requests.
 *
 * @param lifetime how long a response is kept
 * @param maxBody the largest body of an idempotent request
 */
@ConfigurationProperties("service.idempotency")
public record IdempotencyProperties(Duration lifetime, DataSize maxBody) {}
