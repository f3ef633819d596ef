package dev.ecommercestack.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubscriberTest {
  @Test
  void addressesThatOneCustomerChoosesAreOne() {
    assertThat(Subscriber.of("2001:db8:1:2:aaaa::1"))
        .isEqualTo(Subscriber.of("2001:db8:1:2:bbbb:cccc:dddd:2"))
        .isNotEqualTo(Subscriber.of("2001:db8:1:3:aaaa::1"));
    assertThat(Subscriber.of("203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(Subscriber.of("::ffff:203.0.113.9"))
        .isNotEqualTo(Subscriber.of("::ffff:203.0.113.8"));
    assertThat(Subscriber.of("unknown")).isEqualTo("unknown");
  }
}
