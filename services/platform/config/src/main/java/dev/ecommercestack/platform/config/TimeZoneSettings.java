package dev.ecommercestack.platform.config;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time zone of days and times in reports and mails; it may change while a service runs.
 *
 * @param timeZone the time zone, by its name in the IANA database
 */
@ConfigurationProperties(TimeZoneSettings.PREFIX)
public record TimeZoneSettings(@DefaultValue("UTC") ZoneId timeZone) {
  /** Prefix of the properties. */
  public static final String PREFIX = "shop";
}
