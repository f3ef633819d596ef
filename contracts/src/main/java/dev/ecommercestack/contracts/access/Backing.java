package dev.ecommercestack.contracts.access;

import java.util.Locale;

/** A backing service: a broker, the cache or the database. */
public enum Backing {
  /** Carries events. */
  KAFKA,
  /** Carries jobs and their results. */
  RABBITMQ,
  /** Holds read caches and rate limits. */
  REDIS,
  /** Holds the databases of the services. */
  POSTGRESQL;

  /** Returns the name in file names and Secret keys, for example {@code rabbitmq}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
