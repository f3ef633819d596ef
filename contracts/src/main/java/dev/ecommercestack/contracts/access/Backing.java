package dev.ecommercestack.contracts.access;

import java.util.Locale;

/** A kind of backing service. */
public enum Backing {
  /** Facts. */
  KAFKA,
  /** Jobs and results. */
  RABBITMQ,
  /** Read caches and rate limits. */
  REDIS,
  /** Data. */
  POSTGRESQL;

  /** Returns the name in files and Secrets: {@code kafka}, {@code rabbitmq} and so on. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
