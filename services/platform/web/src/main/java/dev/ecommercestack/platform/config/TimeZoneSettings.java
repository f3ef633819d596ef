package dev.ecommercestack.platform.config;

import java.time.ZoneId;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time zone of the people for whom days and times are written, as in reports and mails; may
 * change while a service runs.
 *
 * @param timeZone by its name in the IANA database
 */
public record TimeZoneSettings(@DefaultValue("UTC") ZoneId timeZone) {
  /** Prefix of the properties. */
  public static final String PREFIX = "shop";
}
