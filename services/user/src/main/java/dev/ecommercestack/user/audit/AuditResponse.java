package dev.ecommercestack.user.audit;

/**
 * Counts at one moment, read in one transaction.
 *
 * @param accounts all of them
 * @param administrators accounts with the role ADMIN
 * @param accountsWithoutWelcome accounts that signed up and for which no welcome mail was asked:
 *     must be 0
 * @param sessions that can be refreshed
 * @param sessionsEndedByReuse thefts that were noticed
 * @param sessionsWithoutToken sessions that live and have no unused refresh token: must be 0
 * @param welcomeMails how many were asked for, by what became of them
 * @param signingKeys rows, revoked ones included
 * @param throttledAddresses accounts on a network, and known devices, whose wrong passwords delay
 *     the next attempt now
 */
record AuditResponse(
    long accounts,
    long administrators,
    long accountsWithoutWelcome,
    long sessions,
    long sessionsEndedByReuse,
    long sessionsWithoutToken,
    WelcomeMails welcomeMails,
    long signingKeys,
    long throttledAddresses) {

  /**
   * Welcome mails: requested = sent + refused + pending.
   *
   * @param requested all
   * @param sent the mail server took them
   * @param refused the worker gave them up
   * @param pending no result yet
   */
  record WelcomeMails(long requested, long sent, long refused, long pending) {}
}
