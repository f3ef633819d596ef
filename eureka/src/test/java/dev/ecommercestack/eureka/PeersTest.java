package dev.ecommercestack.eureka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PeersTest {
  private static final String ZERO = "http://shop-eureka-0.shop-eureka:8761/eureka/";
  private static final String ONE = "http://shop-eureka-1.shop-eureka:8761/eureka/";
  private static final String TEN = "http://shop-eureka-10.shop-eureka:8761/eureka/";

  @Test
  void replicatesToOtherRegistriesOnly() {
    Peers peers = Peers.find(ZERO + "," + ONE + ", " + TEN, "shop-eureka-1").orElseThrow();
    assertThat(peers.properties())
        .containsEntry("eureka.instance.hostname", "shop-eureka-1.shop-eureka")
        .containsEntry("eureka.client.service-url.defaultZone", ZERO + "," + TEN)
        .containsEntry("eureka.client.register-with-eureka", true)
        .containsEntry("eureka.client.fetch-registry", true);
  }

  @Test
  void replicatesToNoneWhenAlone() {
    assertThat(Peers.find(ZERO, "shop-eureka-0").orElseThrow().properties())
        .containsEntry("eureka.instance.hostname", "shop-eureka-0.shop-eureka")
        .containsEntry("eureka.client.service-url.defaultZone", ZERO)
        .containsEntry("eureka.client.register-with-eureka", false)
        .containsEntry("eureka.client.fetch-registry", false);
  }

  @Test
  void findsNoPeersForHostNotInList() {
    assertThat(Peers.find(ZERO + "," + ONE, "shop-eureka-2")).isEmpty();
    assertThat(Peers.find("", "shop-eureka-0")).isEmpty();
  }

  @Test
  void rejectsEntryThatIsNoUrl() {
    assertThatThrownBy(() -> Peers.find("shop-eureka-0:8761", "shop-eureka-0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shop-eureka-0:8761");
  }
}
