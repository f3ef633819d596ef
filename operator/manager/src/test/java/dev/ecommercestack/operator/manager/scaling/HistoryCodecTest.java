package dev.ecommercestack.operator.manager.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.History;
import dev.ecommercestack.operator.scaling.Measurement;
import dev.ecommercestack.operator.scaling.Observation;
import dev.ecommercestack.operator.scaling.Policy;
import dev.ecommercestack.operator.scaling.Replicas;
import dev.ecommercestack.operator.scaling.Scaler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HistoryCodecTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Policy POLICY = Policy.of(1, 200, Duration.ofSeconds(60), 100);

  /** The most partitions that the CRD allows. */
  private static final int PARTITIONS = 256;

  /** etcd refuses objects of more than 1.5 MiB; a tenth of that is small enough to forget it. */
  private static final int LIMIT = 150_000;

  @Test
  void readsWhatItWrote() throws IOException {
    var histories = Map.of("event", history(12, 40), "worker", History.NONE);
    assertThat(HistoryCodec.read(HistoryCodec.write(histories))).isEqualTo(histories);
  }

  @Test
  void aReadHistoryDecidesAsTheOneThatWasWritten() throws IOException {
    var history = history(12, 200);
    var read =
        Objects.requireNonNull(
            HistoryCodec.read(HistoryCodec.write(Map.of("event", history))).get("event"));
    var next = observation(12, 201, new long[12]);
    assertThat(Scaler.decide(next, POLICY, read)).isEqualTo(Scaler.decide(next, POLICY, history));
  }

  @Test
  void aDayOfTheLargestTopicFitsIntoAConfigMap() {
    assertThat(HistoryCodec.write(Map.of("event", history(PARTITIONS, 2000))))
        .hasSizeLessThan(LIMIT);
  }

  @Test
  void refusesAnotherSchema() {
    assertThatIOException()
        .isThrownBy(() -> HistoryCodec.read(gzip("{\"schema\":999,\"components\":{}}")))
        .withMessage("it has schema 999, this operator knows schema 1");
  }

  @Test
  void refusesAHistoryThatLacksAField() {
    var json = "{\"schema\":1,\"components\":{\"event\":{\"sources\":[]}}}";
    assertThatIOException().isThrownBy(() -> HistoryCodec.read(gzip(json)));
  }

  @Test
  void refusesWhatIsNotCompressed() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> HistoryCodec.read("{}".getBytes(StandardCharsets.UTF_8)));
  }

  private static History history(int partitions, int looks) {
    var random = new Random(1);
    var ends = new long[partitions];
    var history = History.NONE;
    for (var look = 0; look < looks; look++) {
      for (var id = 0; id < partitions; id++) {
        ends[id] += random.nextInt(100);
      }
      history = Scaler.decide(observation(partitions, look, ends), POLICY, history).next();
    }
    return history;
  }

  private static Observation observation(int partitions, int look, long[] ends) {
    var at = START.plusSeconds(5L * look);
    List<Backlog.Partition> all = new ArrayList<>();
    for (var id = 0; id < partitions; id++) {
      var committed = Math.max(0, ends[id] - (look % 50 == 0 ? 3000 : 150));
      all.add(
          new Backlog.Partition(
              id, 0, ends[id], OptionalLong.of(committed), OptionalInt.of(id % 4)));
    }
    var backlog = new Backlog.Kafka("topic", all, Backlog.OffsetReset.EARLIEST, OptionalInt.of(4));
    return Observation.of(at, Replicas.steady(4), Measurement.known(backlog, at));
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
