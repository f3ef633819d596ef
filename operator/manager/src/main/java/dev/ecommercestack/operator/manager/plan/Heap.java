package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.operator.api.v1alpha1.pod.ResourcesSpec;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The heap of our Spring programs. The images are built with one that fits the memory that a
 * container has when the user says nothing; where the user says how much it has, the heap follows:
 *
 * <pre>heap = 4/5 * limit - what the JVM needs beside its heap, at least what it starts with</pre>
 *
 * A fifth is to spare, as in the measurements of "lowest sane container limits" that the first
 * version was designed with. What is needed was measured in a stack with demonstration data, after
 * 5,000 requests by 24 callers: beside the heap, the process's anonymous memory ({@code
 * smaps_rollup}) minus the committed heap; as a heap, 3/2 of the live data after a full collection,
 * because the old generation is two thirds of it, and not less than 64 MiB.
 */
final class Heap {
  /**
   * Read by {@code java} before its arguments, which win: the images have their heap in this
   * variable, too, and not among the arguments.
   */
  static final String VARIABLE = "JDK_JAVA_OPTIONS";

  /** In MiB: what the JVM needs beside the heap, and the least heap. */
  private record Need(long beside, long least) {}

  private static final Map<String, Need> NEEDS =
      Map.of(
          Components.EUREKA, new Need(125, 64),
          Components.GATEWAY, new Need(145, 64),
          Components.USER, new Need(170, 64),
          Components.PRODUCT, new Need(265, 96),
          Components.EVENT, new Need(265, 96),
          Components.ORDER, new Need(220, 96),
          Components.WORKER, new Need(165, 64));

  private Heap() {}

  /** The options of a program for which the user asked for memory, else empty. */
  static Optional<String> options(String component, ResourcesSpec asked) {
    return Optional.ofNullable(Requirements.memory(asked))
        .map(limit -> "-Xmx%dm".formatted(mebibytes(component, Sizes.bytes(limit))));
  }

  /** The heap in MiB within a memory limit in bytes. */
  static long mebibytes(String component, long limit) {
    Need need = need(component);
    return Math.max(need.least(), Sizes.mebibytes(limit / 5 * 4) - need.beside());
  }

  /** The lowest memory limit, in MiB, with which a program starts. */
  static long leastLimit(String component) {
    Need need = need(component);
    return need.beside() + need.least();
  }

  private static Need need(String component) {
    return Objects.requireNonNull(NEEDS.get(component), component);
  }
}
