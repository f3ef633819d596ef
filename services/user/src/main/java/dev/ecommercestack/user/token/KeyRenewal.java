package dev.ecommercestack.user.token;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps {@link SigningKeys} up to date: once before the instance takes requests, and regularly from
 * then on.
 */
@Component
class KeyRenewal implements SmartInitializingSingleton {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRenewal.class);

  private final SigningKeys keys;
  private final KeyProtection protection;

  KeyRenewal(SigningKeys keys, KeyProtection protection, MeterRegistry metrics, Clock clock) {
    this.keys = keys;
    this.protection = protection;
    Gauge.builder("user.signing.keys", keys, all -> all.published().size())
        .description("Signing keys that are published")
        .register(metrics);
    TimeGauge.builder(
            "user.signing.key.age",
            keys,
            TimeUnit.SECONDS,
            all ->
                all.signsSince()
                    .map(since -> (double) Duration.between(since, clock.instant()).toSeconds())
                    .orElse(Double.NaN))
        .description("How long the current key has been signing")
        .register(metrics);
    TimeGauge.builder(
            "user.signing.keys.read.age", keys, TimeUnit.SECONDS, all -> all.age().toSeconds())
        .description("How long ago the signing keys were read from the database")
        .register(metrics);
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (protection.isNone()) {
      LOG.warn(
          "The credentials file {} is missing: signing keys are stored unencrypted. Never run a shop like this.",
          KeyProtection.FILE);
    }
    keys.renew();
  }

  /** Goes on with the keys that are known when the database cannot be reached. */
  @Scheduled(fixedDelayString = "${user.keys.reload}", initialDelayString = "${user.keys.reload}")
  void renew() {
    try {
      keys.renew();
    } catch (DataAccessException | TransactionException e) {
      LOG.warn(
          "The signing keys could not be read, so the known ones stay in use: {}", e.getMessage());
    }
  }
}
