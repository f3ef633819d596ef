package dev.ecommercestack.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class LiveConfigTest {
  private final StandardEnvironment environment = new StandardEnvironment();
  private final LiveConfig config = new LiveConfig(environment);

  record Limits(@DefaultValue("10") int most) {
    Limits {
      if (most < 1) {
        throw new IllegalArgumentException("most must be at least 1");
      }
    }
  }

  @Test
  void whatIsMadeOfAValueIsMadeAgainWhenItChanges() {
    Supplier<Object> made = config.bind("limits", Limits.class).map(_ -> new Object());
    Object first = made.get();
    set("10");
    assertThat(made.get()).as("an equal value").isSameAs(first);
    set("0");
    assertThat(made.get()).as("a rejected value").isSameAs(first);
    set("5");
    assertThat(made.get()).isNotSameAs(first);
  }

  @Test
  void followsTheEnvironmentAndKeepsTheLastGoodValue() {
    Live<Limits> limits = config.bind("limits", Limits.class);
    assertThat(limits.get().most()).isEqualTo(10);

    set("5");
    assertThat(limits.get().most()).isEqualTo(5);
    assertThat(limits.rejected()).isEmpty();

    set("many");
    assertThat(limits.get().most()).isEqualTo(5);
    assertThat(limits.rejected()).isPresent();

    set("0");
    assertThat(limits.get().most()).isEqualTo(5);
    assertThat(limits.rejected().orElseThrow()).contains("at least 1");

    set("7");
    assertThat(limits.get().most()).isEqualTo(7);
    assertThat(limits.rejected()).isEmpty();
  }

  private void set(String value) {
    environment.getPropertySources().remove("test");
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("test", Map.of("limits.most", value)));
    config.onApplicationEvent(new EnvironmentChangeEvent(Set.of("limits.most")));
  }
}
