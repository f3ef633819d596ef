package dev.ecommercestack.worker.audit;

import java.math.BigDecimal;
import java.util.List;

/**
 * Counts at one moment.
 *
 * @param payments by currency, from the simulated provider's books; order's must agree
 * @param refundsWithoutCharge refunds of payments that were not charged, or of more: must be 0
 * @param jobs by kind and status
 */
record AuditResponse(List<Payments> payments, long refundsWithoutCharge, List<Jobs> jobs) {

  /**
   * Money that was moved, which may come to more than a long holds.
   *
   * @param charges how many
   * @param charged how much, in minor units
   * @param refunds how many
   * @param refunded how much, in minor units
   */
  record Payments(
      String currency, long charges, BigDecimal charged, long refunds, BigDecimal refunded) {}

  /** How many jobs of a kind have a status. */
  record Jobs(String type, String status, long count) {}
}
