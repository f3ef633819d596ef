package dev.ecommercestack.gateway.filter;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CrossOriginSettingsTest {
  @Test
  void rejectsWhatIsNotAnOrigin() {
    assertThatNoException()
        .isThrownBy(
            () -> new CrossOriginSettings(List.of("*", "http://localhost:8080", "https://a.b")));
    for (String origin : List.of("shop.example.com", "https://a.b/path", "https://a b")) {
      assertThatThrownBy(() -> new CrossOriginSettings(List.of(origin)))
          .hasMessageContaining(origin)
          .hasMessageContaining("https://shop.example.com");
    }
  }
}
