package dev.ecommercestack.event;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The service's settings, all with a default in application.yaml.
 *
 * @param claims how claims are taken and their results told
 * @param issuer how coupons are issued
 * @param coupons how long they can be used
 * @param cache what is kept in Redis
 */
@ConfigurationProperties("event")
public record EventSettings(Claims claims, Issuer issuer, Coupons coupons, Cache cache) {
  /**
   * How claims are taken and their results told.
   *
   * @param appendTimeout how long a request waits for the broker to have its claim
   * @param boardAge how old the numbers of a queue may be that a client is told
   * @param resultsKept for how long after a campaign's end a loser is still told so
   * @param watchInterval how often a watching client is told something new, at most
   * @param watchLongest after which a watching client has to ask again
   */
  public record Claims(
      Duration appendTimeout,
      Duration boardAge,
      Duration resultsKept,
      Duration watchInterval,
      Duration watchLongest) {}

  /**
   * How coupons are issued.
   *
   * @param enabled whether this instance takes part in it
   * @param batchSize claims decided in one transaction, at most
   * @param sessionTimeout for how long the queues of a crashed issuer stand still
   * @param retryPause after a failure
   * @param topicCheck how often a running issuer looks whether its topic is still the same one
   */
  public record Issuer(
      boolean enabled,
      int batchSize,
      Duration sessionTimeout,
      Duration retryPause,
      Duration topicCheck) {
    /** Refuses batches that are too small to be fast or too large to be fair. */
    public Issuer {
      if (batchSize < 1 || batchSize > 5000) {
        throw new IllegalArgumentException(
            "event.issuer.batch-size is %d: choose 1 to 5000, 1000 is good".formatted(batchSize));
      }
    }
  }

  /**
   * How long coupons can be used.
   *
   * @param validity after the end of their campaign, unless it says otherwise
   * @param longestHold for how long an order may hold one, at most
   * @param sweepInterval the time between looks for expired holds and for paused campaigns past
   *     their end
   */
  public record Coupons(Duration validity, Duration longestHold, Duration sweepInterval) {}

  /**
   * What is kept in Redis.
   *
   * @param lifetime of a list
   * @param pause for how long Redis is left alone after it failed
   */
  public record Cache(Duration lifetime, Duration pause) {}
}
