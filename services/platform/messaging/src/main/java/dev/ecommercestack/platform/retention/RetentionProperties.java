package dev.ecommercestack.platform.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * For how long is known what was handled.
 *
 * @param lifetime longer than a broker keeps a message that might be delivered again
 * @param interval how often the rest is forgotten
 */
@ConfigurationProperties("service.inbox")
public record RetentionProperties(Duration lifetime, Duration interval) {}
