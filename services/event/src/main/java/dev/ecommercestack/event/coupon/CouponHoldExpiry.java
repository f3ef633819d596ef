package dev.ecommercestack.event.coupon;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends expired holds of coupons. Every instance does this, and none waits for another. */
@Component
class CouponHoldExpiry {
  private static final Logger log = LoggerFactory.getLogger(CouponHoldExpiry.class);
  private static final int BATCH_SIZE = 200;

  private final Coupons coupons;

  CouponHoldExpiry(Coupons coupons) {
    this.coupons = coupons;
  }

  @Scheduled(fixedDelayString = "${event.coupons.sweep-interval}")
  void endExpired() {
    int ended;
    do {
      ended = coupons.endExpiredHolds(BATCH_SIZE);
      if (ended > 0) {
        log.info("Ended {} expired holds of coupons", ended);
      }
    } while (ended == BATCH_SIZE);
  }
}
