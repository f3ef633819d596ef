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

/** Refreshes {@link SigningKeys} before the instance accepts requests, and regularly afterwards. */
@Component
class SigningKeyRefresh implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(SigningKeyRefresh.class);

  private final SigningKeys keys;
  private final KeyProtection protection;

  SigningKeyRefresh(
      SigningKeys keys, KeyProtection protection, MeterRegistry metrics, Clock clock) {
    this.keys = keys;
    this.protection = protection;
    Gauge.builder("user.signing.keys", keys, current -> current.published().size())
        .description("Signing keys that are published")
        .register(metrics);
    TimeGauge.builder(
            "user.signing.key.age",
            keys,
            TimeUnit.SECONDS,
            current ->
                current
                    .signsSince()
                    .map(since -> (double) Duration.between(since, clock.instant()).toSeconds())
                    .orElse(Double.NaN))
        .description("How long the current key has been signing")
        .register(metrics);
    TimeGauge.builder(
            "user.signing.keys.read.age",
            keys,
            TimeUnit.SECONDS,
            current -> current.age().toSeconds())
        .description("How long ago the signing keys were read from the database")
        .register(metrics);
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (protection.isNone()) {
      log.warn(
          "The credentials file {} is missing: signing keys are stored unencrypted. Do not use this in production.",
          KeyProtection.FILE);
    }
    keys.refresh();
  }

  /** Refreshes the keys; continues with the current ones if the database cannot be reached. */
  @Scheduled(fixedDelayString = "${user.keys.reload}", initialDelayString = "${user.keys.reload}")
  void refresh() {
    try {
      keys.refresh();
    } catch (DataAccessException | TransactionException e) {
      log.warn(
          "The signing keys could not be read; the current ones stay in use: {}", e.getMessage());
    }
  }
}
