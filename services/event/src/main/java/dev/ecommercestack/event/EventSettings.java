package dev.ecommercestack.event;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of the service. Each has a default in application.yaml.
 *
 * @param claims settings of claims and their results
 * @param issuer settings of the issuer
 * @param coupons settings of coupons
 * @param cache settings of the cache in Redis
 */
@ConfigurationProperties("event")
public record EventSettings(
    ClaimSettings claims, IssuerSettings issuer, CouponSettings coupons, CacheSettings cache) {
  /**
   * Settings of claims and their results.
   *
   * @param appendTimeout the time that a request waits until Kafka has stored its claim
   * @param boardAge the greatest age of the campaign snapshots, and so of queue positions
   * @param resultsKept the time after the end of a campaign during which the results of claims
   *     without a row are known
   * @param watchInterval the least time between two events of a claim's event stream
   * @param watchLongest the greatest duration of an event stream; the client reconnects then
   */
  public record ClaimSettings(
      Duration appendTimeout,
      Duration boardAge,
      Duration resultsKept,
      Duration watchInterval,
      Duration watchLongest) {}

  /**
   * Settings of the issuer.
   *
   * @param enabled whether this instance decides claims
   * @param batchSize the greatest number of records that are decided in one transaction
   * @param sessionTimeout the session timeout of the consumer group: the time during which the
   *     partitions of a crashed issuer stand still
   * @param retryPause the time between a failure and the next attempt
   * @param topicCheck the time between two checks whether the topic was recreated
   */
  public record IssuerSettings(
      boolean enabled,
      int batchSize,
      Duration sessionTimeout,
      Duration retryPause,
      Duration topicCheck) {
    /** Refuses batch sizes that are too small for the throughput or too large for early winners. */
    public IssuerSettings {
      if (batchSize < 1 || batchSize > 5000) {
        throw new IllegalArgumentException(
            "event.issuer.batch-size is %d: choose 1 to 5000, 1000 is good".formatted(batchSize));
      }
    }
  }

  /**
   * Settings of coupons.
   *
   * @param validity the time between the end of a campaign and the expiry of its coupons, unless
   *     the campaign sets another expiry
   * @param longestHold the greatest duration for which an order can hold a coupon
   * @param sweepInterval the time between two searches for expired holds, and for paused campaigns
   *     whose end time has passed
   */
  public record CouponSettings(Duration validity, Duration longestHold, Duration sweepInterval) {}

  /**
   * Settings of the cache in Redis.
   *
   * @param lifetime the time after which a cached list expires
   * @param pause the time during which Redis is not used after it failed
   */
  public record CacheSettings(Duration lifetime, Duration pause) {}
}
