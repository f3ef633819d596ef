package dev.ecommercestack.user.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyScheduleTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LEAD = Duration.ofHours(1);
  private static final Duration TOKEN = Duration.ofMinutes(15);
  private static final Duration MARGIN = Duration.ofHours(1);
  private static final Duration PERIOD = Duration.ofDays(30);
  private static final KeySchedule.RotationPolicy POLICY =
      new KeySchedule.RotationPolicy(PERIOD, LEAD, TOKEN, MARGIN);

  private static KeyTimes key(String id, Instant signsFrom) {
    return new KeyTimes(id, signsFrom, null, true);
  }

  private static KeySchedule schedule(KeyTimes... keys) {
    return new KeySchedule(List.of(keys), POLICY);
  }

  @Test
  void createsFirstKeyThatSignsAtOnce() {
    assertThat(schedule().nextKeyDue(START)).contains(START);
    assertThat(schedule(key("a", START)).nextKeyDue(START)).isEmpty();
    assertThat(schedule(key("a", START)).signer(START)).contains(key("a", START));
  }

  @Test
  void createsNextKeyBeforeItSigns() {
    KeySchedule one = schedule(key("a", START));
    Instant succession = START.plus(PERIOD);
    assertThat(one.nextKeyDue(succession.minus(LEAD).minusSeconds(1))).isEmpty();
    assertThat(one.nextKeyDue(succession.minus(LEAD))).contains(succession);
  }

  @Test
  void publishesLateKeyBeforeItSigns() {
    Instant late = START.plus(PERIOD).plus(Duration.ofDays(9));
    assertThat(schedule(key("a", START)).nextKeyDue(late)).contains(late.plus(LEAD));
  }

  @Test
  void publishesNextKeyBeforeAndOldKeyAfterSuccession() {
    Instant succession = START.plus(PERIOD);
    KeyTimes old = key("a", START);
    KeyTimes next = key("b", succession);
    KeySchedule both = schedule(old, next);
    assertThat(both.signer(succession.minusSeconds(1))).contains(old);
    assertThat(both.signer(succession)).contains(next);
    assertThat(both.published(succession.minus(LEAD))).containsExactly(old, next);
    assertThat(both.published(succession.plus(TOKEN).plus(MARGIN))).containsExactly(old, next);
    Instant over = succession.plus(TOKEN).plus(MARGIN).plusSeconds(1);
    assertThat(both.published(over)).containsExactly(next);
    assertThat(both.isObsolete(old, over)).isTrue();
    assertThat(both.isObsolete(next, over)).isFalse();
  }

  @Test
  void removesRevokedKeyAtOnce() {
    KeyTimes revoked = new KeyTimes("a", START, START.plusSeconds(9), true);
    KeySchedule alone = schedule(revoked);
    assertThat(alone.published(START.plusSeconds(10))).isEmpty();
    assertThat(alone.signer(START.plusSeconds(10))).isEmpty();
    assertThat(alone.nextKeyDue(START.plusSeconds(10))).contains(START.plusSeconds(10));
    KeyTimes next = key("b", START.plus(LEAD));
    assertThat(schedule(revoked, next).signer(START.plusSeconds(10))).contains(next);
  }

  @Test
  void publishesButDoesNotUseKeyThatCannotBeDecrypted() {
    KeyTimes foreign = new KeyTimes("a", START, null, false);
    assertThat(schedule(foreign).signer(START)).isEmpty();
    assertThat(schedule(foreign).published(START)).containsExactly(foreign);
    assertThat(schedule(foreign).nextKeyDue(START.plusSeconds(5))).contains(START.plusSeconds(5));
    KeyTimes own = key("b", START.plusSeconds(5));
    assertThat(schedule(foreign, own).signer(START.plusSeconds(5))).contains(own);
  }

  @Test
  void rejectsLeadLongerThanPeriod() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeySchedule.RotationPolicy(LEAD, LEAD, TOKEN, MARGIN))
        .withMessageContaining("must be shorter");
  }

  /**
   * Whatever the pauses between an instance's looks at the database: no living token loses its key.
   */
  @Property
  void everyTokenIsVerifiableUntilItExpires(
      @ForAll @Size(max = 100) List<@IntRange(min = 1, max = 60_000) Integer> pausesInMinutes) {
    List<KeyTimes> keys = new ArrayList<>();
    Instant now = START;
    Optional<KeyTimes> signerBefore = Optional.empty();
    Instant lookedBefore = START;
    for (int pause : pausesInMinutes) {
      KeySchedule schedule = new KeySchedule(keys, POLICY);
      Instant moment = now;
      schedule.nextKeyDue(moment).ifPresent(from -> keys.add(key("k" + keys.size(), from)));
      KeySchedule renewed = new KeySchedule(keys, POLICY);
      Optional<KeyTimes> signer = renewed.signer(now);
      assertThat(signer).isPresent();
      assertThat(renewed.published(now)).contains(signer.get());
      // A token signed just before the last look and still alive has a published key.
      if (signerBefore.isPresent() && now.isBefore(lookedBefore.plus(TOKEN))) {
        assertThat(renewed.published(now)).contains(signerBefore.get());
      }
      keys.removeIf(key -> renewed.isObsolete(key, moment));
      assertThat(keys.size()).isLessThanOrEqualTo(3);
      signerBefore = signer;
      lookedBefore = now;
      now = now.plus(Duration.ofMinutes(pause));
    }
  }
}
