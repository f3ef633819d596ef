package dev.ecommercestack.worker.audit;

import java.math.BigDecimal;
import java.util.List;

/**
 * Counts and sums at one moment.
 *
 * @param payments the payments of the simulated provider by currency; the order service must have
 *     the same
 * @param refundsWithoutCharge the number of refunds without a charge of at least that amount: must
 *     be 0
 * @param jobs the number of jobs by type and status
 */
record AuditResponse(List<Payments> payments, long refundsWithoutCharge, List<Jobs> jobs) {

  /**
   * The payments of a currency. The sums may exceed the range of a long.
   *
   * @param currency the ISO 4217 code
   * @param charges the number of charges
   * @param charged the sum of the charges, in minor units
   * @param refunds the number of refunds
   * @param refunded the sum of the refunds, in minor units
   */
  record Payments(
      String currency, long charges, BigDecimal charged, long refunds, BigDecimal refunded) {}

  /** The number of jobs of a type with a status. */
  record Jobs(String type, String status, long count) {}
}
