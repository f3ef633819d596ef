package dev.ecommercestack.platform.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the inbox.
 *
 * @param lifetime how long a handled message is remembered; longer than a broker keeps one that may
 *     be delivered again
 * @param interval the time between two cleanups
 */
@ConfigurationProperties("service.inbox")
public record InboxProperties(Duration lifetime, Duration interval) {}
