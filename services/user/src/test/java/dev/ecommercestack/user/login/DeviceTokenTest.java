package dev.ecommercestack.user.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.user.account.Account;
import dev.ecommercestack.user.account.DisplayName;
import dev.ecommercestack.user.account.Email;
import dev.ecommercestack.user.account.Language;
import dev.ecommercestack.user.account.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeviceTokenTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
  private static final Duration LIFETIME = Duration.ofDays(365);
  private static final UUID ID = new UUID(1, 2);
  private static final String HASH = "{bcrypt-hmac384}$2b$11$abc";
  private final Account account = account(ID, HASH);
  private final DeviceToken token = DeviceToken.issue(account, TODAY);

  private static Account account(UUID id, String passwordHash) {
    return new Account(
        id,
        new Email("mina@example.com"),
        new DisplayName("Mina"),
        Language.DEFAULT,
        passwordHash,
        false,
        Set.of(Role.CUSTOMER),
        Instant.EPOCH);
  }

  private static boolean isOf(DeviceToken token, Account account, LocalDate day) {
    return token.isOf(Optional.of(account), day, LIFETIME);
  }

  @Test
  void provesThatTheAccountWasOpenedOnTheDevice() {
    assertThat(isOf(token, account, TODAY)).isTrue();
    assertThat(DeviceToken.parse(token.value())).contains(token);
    assertThat(DeviceToken.issue(account, TODAY)).isNotEqualTo(token);
    assertThat(token.toString()).doesNotContain(token.value());
  }

  @Test
  void provesNothingForAnotherPasswordAccountOrNone() {
    assertThat(isOf(token, account(ID, HASH.replace('c', 'd')), TODAY)).isFalse();
    assertThat(isOf(token, account(new UUID(1, 3), HASH), TODAY)).isFalse();
    assertThat(token.isOf(Optional.empty(), TODAY, LIFETIME)).isFalse();
  }

  @Test
  void isValidForItsLifetimeAndCannotBeProlonged() {
    assertThat(isOf(token, account, TODAY.plusDays(364))).isTrue();
    assertThat(isOf(token, account, TODAY.plusDays(365))).isFalse();
    for (int i = 0; i < token.value().length(); i++) {
      char replacement = token.value().charAt(i) == 'A' ? 'B' : 'A';
      String forged = token.value().substring(0, i) + replacement + token.value().substring(i + 1);
      assertThat(isOf(new DeviceToken(forged), account, TODAY)).as(forged).isFalse();
    }
  }

  @Test
  void takesNoOtherTextForAToken() {
    assertThat(DeviceToken.parse("")).isEmpty();
    assertThat(DeviceToken.parse("A".repeat(63))).isEmpty();
    assertThat(DeviceToken.parse("A".repeat(65))).isEmpty();
    assertThat(DeviceToken.parse("A".repeat(63) + "é")).isEmpty();
  }
}
