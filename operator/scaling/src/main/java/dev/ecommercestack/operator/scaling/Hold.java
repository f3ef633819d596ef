package dev.ecommercestack.operator.scaling;

import java.time.Duration;
import java.util.List;

/**
 * How long pods that are not needed are kept. As in ski rental: to keep one costs its time, to take
 * it away costs the time until it is there again when it is missed, so it is kept for as long as
 * that takes; whatever comes, this costs at most twice what the best choice in hindsight would
 * (Karlin et al., "Competitive snoopy caching", 1988). A load that comes back soon after shows that
 * this was too short: each such removal doubles it, until the hour has forgotten it. So noise and
 * short waves move the pods a few times and then no more.
 */
final class Hold {
  /** No hold is shorter: rates are averages over some looks. */
  private static final double LEAST = 20;

  private static final double MOST = 600;

  /**
   * Returns the time.
   *
   * @param actions of the last hour
   * @param lead seconds from the decision to pods at full speed
   */
  static Duration of(List<Action> actions, double lead) {
    double hold = Math.clamp(lead, LEAST, MOST);
    for (int i = 1; i < actions.size(); i++) {
      Action before = actions.get(i - 1);
      Action now = actions.get(i);
      boolean back = now.up() && !before.up();
      if (back && Times.seconds(before.at(), now.at()) < hold) {
        hold = Math.min(MOST, 2 * hold);
      }
    }
    return Times.duration(hold);
  }

  private Hold() {}
}
