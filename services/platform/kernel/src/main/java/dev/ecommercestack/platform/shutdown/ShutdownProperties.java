package dev.ecommercestack.platform.shutdown;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How a service leaves.
 *
 * @param drain for how long it still serves after it has said that it leaves; zero outside a stack
 */
@ConfigurationProperties("service.shutdown")
public record ShutdownProperties(Duration drain) {}
