package dev.ecommercestack.bench.scaling.trace;

import dev.ecommercestack.bench.scaling.sim.Trace;
import dev.ecommercestack.bench.scaling.sim.Trace.Outage;
import dev.ecommercestack.bench.scaling.sim.Trace.Severity;
import dev.ecommercestack.bench.scaling.sim.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes a trace: a shape, spread over the lanes and made noisy by a seed. */
final class TraceBuilder {
  /** Keys never spread evenly: a partition's share is within this of the mean. */
  private static final double UNEVENNESS = 0.1;

  /** Noise of arrivals lasts: this share of it stays from second to second. */
  private static final double NOISE_MEMORY = 0.9;

  private static final double PACE_NOISE = 0.05;

  /** Producers that kept messages back send them within this time after an outage. */
  private static final int FLUSH_SECONDS = 10;

  private record Slowdown(double share, int from, int to) {}

  private final String name;
  private final String about;
  private final Workload workload;
  private final Shape shape;
  private final List<Outage> outages = new ArrayList<>();
  private final List<Slowdown> slowdowns = new ArrayList<>();
  private final long seed;
  private int seconds = 3600;
  private double noise = 0.05;
  private double hotRate;
  private int hotFrom;
  private int hotTo;

  TraceBuilder(String name, String about, Workload workload, Shape shape, long seed) {
    this.name = name;
    this.about = about;
    this.workload = workload;
    this.shape = shape;
    this.seed = seed;
  }

  TraceBuilder seconds(int length) {
    seconds = length;
    return this;
  }

  /**
   * Standard deviation of the arrival rate's logarithm, on top of the chance of single messages.
   */
  TraceBuilder noise(double deviation) {
    noise = deviation;
    return this;
  }

  /** Adds a rate to one partition alone. */
  TraceBuilder hotPartition(double rate, int from, int to) {
    hotRate = rate;
    hotFrom = from;
    hotTo = to;
    return this;
  }

  TraceBuilder outage(Severity severity, int from, int to) {
    outages.add(new Outage(severity, from, to));
    return this;
  }

  /** Lets all pods do only a share of their rate: messages cost more, or with 0 they hang. */
  TraceBuilder pace(double share, int from, int to) {
    slowdowns.add(new Slowdown(share, from, to));
    return this;
  }

  Trace build() {
    SplittableRandom random = new SplittableRandom(seed);
    double[] shares = shares(random.split());
    SplittableRandom counts = random.split();
    SplittableRandom wander = random.split();
    SplittableRandom speed = random.split();
    long[][] arrivals = new long[seconds][shares.length];
    double[] pace = new double[seconds];
    int hot = random.nextInt(shares.length);
    double drift = 0;
    for (int t = 0; t < seconds; t++) {
      drift =
          NOISE_MEMORY * drift + Math.sqrt(1 - NOISE_MEMORY * NOISE_MEMORY) * wander.nextGaussian();
      double rate = shape.at(t) * StrictMath.exp(noise * drift - noise * noise / 2);
      for (int p = 0; p < shares.length; p++) {
        boolean isHot = p == hot && hotFrom <= t && t < hotTo;
        arrivals[t][p] = poisson(rate * shares[p] + (isHot ? hotRate : 0), counts);
      }
      pace[t] = Math.max(0.5, 1 + PACE_NOISE * speed.nextGaussian());
    }
    for (Slowdown slow : slowdowns) {
      for (int t = slow.from(); t < slow.to(); t++) {
        pace[t] *= slow.share();
      }
    }
    outages.forEach(outage -> keepBack(arrivals, outage));
    return new Trace(name, about, workload, arrivals, pace, List.copyOf(outages), seed);
  }

  private double[] shares(SplittableRandom random) {
    double[] shares = new double[workload.broker().lanes()];
    double sum = 0;
    for (int p = 0; p < shares.length; p++) {
      shares[p] = 1 - UNEVENNESS + 2 * UNEVENNESS * random.nextDouble();
      sum += shares[p];
    }
    for (int p = 0; p < shares.length; p++) {
      shares[p] /= sum;
    }
    return shares;
  }

  /** What producers could not send while the broker was down comes in the seconds after it. */
  private void keepBack(long[][] arrivals, Outage outage) {
    if (outage.severity() != Severity.DOWN) {
      return;
    }
    for (int t = outage.from(); t < outage.to(); t++) {
      for (int p = 0; p < arrivals[t].length; p++) {
        int later = Math.min(seconds - 1, outage.to() + (t - outage.from()) % FLUSH_SECONDS);
        arrivals[later][p] += arrivals[t][p];
        arrivals[t][p] = 0;
      }
    }
  }

  /** A count with the given mean: exact for small means, by the normal distribution for others. */
  private static long poisson(double mean, SplittableRandom random) {
    if (mean > 30) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = StrictMath.exp(-mean);
    double product = random.nextDouble();
    long count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
