package dev.ecommercestack.platform.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * How requests are remembered.
 *
 * @param lifetime for how long an answer is kept
 * @param maxBody the longest request that can be remembered
 */
@ConfigurationProperties("service.idempotency")
public record IdempotencyProperties(Duration lifetime, DataSize maxBody) {}
