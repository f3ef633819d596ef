package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The operator stores a history as JSON in a ConfigMap. */
class HistoryJsonTest {
  private static final int MOST_BYTES = 100_000;

  private final ObjectMapper json =
      new ObjectMapper().registerModule(new JavaTimeModule()).registerModule(new Jdk8Module());

  @Test
  void staysSmallAndIsTheSameAfterwardsForManyPartitions() throws Exception {
    Random random = new Random(1);
    ClosedLoop loop = new ClosedLoop();
    loop.shares = ClosedLoop.even(64);
    loop.policy = Policy.of(1, 64, Duration.ofSeconds(30), 100);
    int[] rate = {100};
    loop.arrivals =
        second -> {
          rate[0] = second % 97 == 0 ? 20 + random.nextInt(1500) : rate[0];
          return second % 300 < 2 ? 20_000 : rate[0];
        };
    loop.run(4 * 3600);
    int longest = 0;
    for (int i = 0; i < loop.decisions.size(); i += 50) {
      History history = loop.decisions.get(i).next();
      String text = json.writeValueAsString(history);
      longest = Math.max(longest, text.getBytes(StandardCharsets.UTF_8).length);
      assertThat(json.readValue(text, History.class)).isEqualTo(history);
    }
    assertThat(longest).isBetween(5_000, MOST_BYTES);
  }

  @Test
  void beforeTheFirstLookIsTheSameAfterwards() throws Exception {
    String text = json.writeValueAsString(History.NONE);
    assertThat(json.readValue(text, History.class)).isEqualTo(History.NONE);
  }

  @Test
  void decidesTheSameAfterItWasStored() throws Exception {
    History before = Learned.rabbitmq(50, 10, 6).peak(3).history();
    History stored = json.readValue(json.writeValueAsString(before), History.class);
    Observation observation =
        new Observation(
            Learned.AT.plusSeconds(5),
            Replicas.steady(6),
            java.util.List.of(
                new Source(
                    "claims",
                    Measurement.known(Looks.rabbitmq(3000, 0, 1, 250), Learned.AT.plusSeconds(5)))),
            Observation.NO_CPU);
    Policy policy = Policy.of(1, 50, Duration.ofSeconds(60), 100);
    assertThat(Scaler.decide(observation, policy, stored))
        .isEqualTo(Scaler.decide(observation, policy, before));
  }
}
