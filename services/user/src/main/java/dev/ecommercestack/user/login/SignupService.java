package dev.ecommercestack.user.login;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.user.account.Account;
import dev.ecommercestack.user.account.AccountRepository;
import dev.ecommercestack.user.account.DisplayName;
import dev.ecommercestack.user.account.Email;
import dev.ecommercestack.user.account.Language;
import dev.ecommercestack.user.account.Role;
import dev.ecommercestack.user.notification.WelcomeMailSender;
import dev.ecommercestack.user.password.PasswordHasher;
import dev.ecommercestack.user.password.PasswordPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Creates accounts. Counts {@code user.signups} by outcome. */
@Service
class SignupService {
  private final AccountRepository accounts;
  private final PasswordPolicy policy;
  private final PasswordHasher hasher;
  private final WelcomeMailSender welcomeMail;
  private final TransactionOperations transactions;
  private final MeterRegistry metrics;
  private final Clock clock;

  SignupService(
      AccountRepository accounts,
      PasswordPolicy policy,
      PasswordHasher hasher,
      WelcomeMailSender welcomeMail,
      TransactionOperations transactions,
      MeterRegistry metrics,
      Clock clock) {
    this.accounts = accounts;
    this.policy = policy;
    this.hasher = hasher;
    this.welcomeMail = welcomeMail;
    this.transactions = transactions;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** A validated sign-up. */
  private record Applicant(Email email, DisplayName name, Language language, String password) {}

  /**
   * Creates an account and the job for its welcome mail, in one transaction.
   *
   * @param request the request
   * @param acceptLanguage the header {@code Accept-Language}; null if there is none
   * @throws ProblemException if the request is not valid (400) or the address is taken (409)
   */
  Account signUp(SignupRequest request, @Nullable String acceptLanguage) {
    Applicant applicant = validate(request, acceptLanguage);
    if (accounts.find(applicant.email()).isPresent()) {
      throw taken();
    }
    // Hashed before the transaction, so that no connection is held meanwhile.
    Account account = account(applicant, hasher.hash(applicant.password()));
    transactions.executeWithoutResult(
        ignored -> {
          if (!accounts.insert(account)) {
            throw taken();
          }
          welcomeMail.send(account);
        });
    count("success");
    return account;
  }

  private Applicant validate(SignupRequest request, @Nullable String acceptLanguage) {
    InvalidFields invalid = new InvalidFields();
    Optional<Email> email = invalid.require("email", Email.parse(request.email()), Email.EXPECTED);
    Optional<DisplayName> name =
        invalid.require("name", DisplayName.parse(request.name()), DisplayName.EXPECTED);
    Optional<Language> language =
        invalid.require(
            "language",
            request.language() == null
                ? Optional.of(Language.preferred(acceptLanguage))
                : Language.parse(request.language()),
            Language.EXPECTED);
    invalid.add("password", policy.check(request.password(), email));
    invalid.throwIfAny();
    return new Applicant(
        email.orElseThrow(), name.orElseThrow(), language.orElseThrow(), request.password());
  }

  private Account account(Applicant applicant, String passwordHash) {
    return new Account(
        Uuid7.next(),
        applicant.email(),
        applicant.name(),
        applicant.language(),
        passwordHash,
        false,
        Set.of(Role.CUSTOMER),
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private ProblemException taken() {
    count("email_taken");
    return new ProblemException(
        ProblemCode.EMAIL_TAKEN,
        "There is already an account with this e-mail address: log in instead.");
  }

  private void count(String outcome) {
    metrics.counter("user.signups", "outcome", outcome).increment();
  }
}
