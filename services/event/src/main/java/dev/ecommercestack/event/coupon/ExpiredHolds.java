package dev.ecommercestack.event.coupon;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends holds that have run out. Every instance does, none of them waits for another. */
@Component
class ExpiredHolds {
  private static final Logger log = LoggerFactory.getLogger(ExpiredHolds.class);
  private static final int BATCH = 200;

  private final Coupons coupons;

  ExpiredHolds(Coupons coupons) {
    this.coupons = coupons;
  }

  @Scheduled(fixedDelayString = "${event.coupons.sweep-interval}")
  void sweep() {
    int ended;
    do {
      ended = coupons.endExpiredHolds(BATCH);
      if (ended > 0) {
        log.info("{} holds of coupons have run out", ended);
      }
    } while (ended == BATCH);
  }
}
