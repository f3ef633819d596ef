package dev.ecommercestack.bench.scaling.keda;

import dev.ecommercestack.bench.scaling.keda.KedaSettings.Steps;
import dev.ecommercestack.bench.scaling.sim.Reading;
import org.jspecify.annotations.Nullable;

/** What KEDA's scalers make of a broker's answer. */
final class Trigger {
  /**
   * What a scaler returns.
   *
   * @param metric what the HorizontalPodAutoscaler gets
   * @param active whether there is work at all
   */
  record Answer(long metric, boolean active) {}

  private Trigger() {}

  /** Returns the scaler's answer, or nothing when it fails. */
  static @Nullable Answer of(Reading reading, KedaSettings settings) {
    return switch (reading) {
      case Reading.Unknown unknown -> null;
      case Reading.Offsets offsets -> kafka(offsets, settings);
      case Reading.Depth depth -> {
        long messages = depth.ready() + depth.unacknowledged();
        yield new Answer(messages, messages > 0);
      }
    };
  }

  /** kafka_scaler.go, getTotalLag: the cap is an integer division, so it lets one more through. */
  private static Answer kafka(Reading.Offsets offsets, KedaSettings settings) {
    int partitions = offsets.end().length;
    long target = settings.target();
    long total = 0;
    int withLag = 0;
    for (int p = 0; p < partitions; p++) {
      total += offsets.lag(p);
      withLag += offsets.lag(p) > 0 ? 1 : 0;
    }
    long metric =
        settings.steps() == Steps.EVEN ? nextDivisor(partitions, total, target) * target : total;
    long cap = settings.steps() == Steps.WITH_LAG ? withLag : partitions;
    return new Answer(metric / target > cap ? cap * target : metric, total > 0);
  }

  private static long nextDivisor(int partitions, long total, long target) {
    for (int divisor = 1; divisor < partitions; divisor++) {
      if (partitions % divisor == 0 && divisor * target >= total) {
        return divisor;
      }
    }
    return partitions;
  }
}
