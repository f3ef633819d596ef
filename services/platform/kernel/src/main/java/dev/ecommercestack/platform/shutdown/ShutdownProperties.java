package dev.ecommercestack.platform.shutdown;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the shutdown.
 *
 * @param drain how long this instance still serves after it has left the registry; zero outside a
 *     stack
 */
@ConfigurationProperties("service.shutdown")
public record ShutdownProperties(Duration drain) {}
