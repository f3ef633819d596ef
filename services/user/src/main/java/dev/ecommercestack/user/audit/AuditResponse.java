package dev.ecommercestack.user.audit;

/**
 * Counts at one moment, read in one transaction.
 *
 * @param accounts the number of accounts
 * @param administrators the number of accounts with the role ADMIN
 * @param accountsWithoutWelcome the number of accounts that signed up and have no job for a welcome
 *     mail: must be 0
 * @param sessions the number of sessions that can be refreshed
 * @param sessionsEndedByReuse the number of sessions that ended because a refresh token was reused
 * @param sessionsWithoutToken the number of active sessions without an unused refresh token: must
 *     be 0
 * @param welcomeMails the number of welcome mails by result
 * @param signingKeys the number of signing keys, revoked ones included
 * @param throttledAddresses the number of accounts on a network and of known devices whose next
 *     attempt is delayed now
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
   * @param requested the number of mails
   * @param sent the number of mails that the mail server accepted, or that were kept without one
   * @param refused the number of mails that were refused
   * @param pending the number of mails without a result
   */
  record WelcomeMails(long requested, long sent, long refused, long pending) {}
}
