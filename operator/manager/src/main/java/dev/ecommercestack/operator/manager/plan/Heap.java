package dev.ecommercestack.operator.manager.plan;

import dev.ecommercestack.operator.api.v1alpha1.JvmProfile;
import java.util.Map;
import java.util.Objects;

/**
 * Memory of our Spring programs: the limit of their containers when the user gives none, and the
 * heap within a limit, which the JVM gets as an option:
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
   * Read by {@code java} before its arguments, which win: an image has its heap in this variable,
   * too, and not among the arguments, for those who start it without an operator.
   */
  static final String VARIABLE = "JDK_JAVA_OPTIONS";

  // Stops at the first compiler (C1).
  private static final String ONLY_C1 = " -XX:TieredStopAtLevel=1";

  // What the second compiler (C2) needs beside: code with counters, profiles of methods, and its
  // own memory while it compiles. Measured at the peak under load: 35 to 58 MiB, and rising.
  private static final long C2 = 96;

  /**
   * In MiB: what the JVM needs beside the heap with C1 alone, the least heap, and the default
   * limit.
   */
  private record Need(long beside, long least, long limit) {}

  private static final Map<String, Need> NEEDS =
      Map.of(
          Components.EUREKA, new Need(125, 64, 256),
          Components.GATEWAY, new Need(145, 64, 320),
          Components.USER, new Need(170, 64, 320),
          Components.PRODUCT, new Need(265, 96, 512),
          Components.EVENT, new Need(265, 96, 512),
          Components.ORDER, new Need(220, 96, 448),
          Components.WORKER, new Need(165, 64, 320));

  private Heap() {}

  /** The memory of a program's container when the user gives none, as a quantity. */
  static String memory(StackScope scope, String component) {
    return "%dMi".formatted(need(component, scope.spec().jvmProfile()).limit());
  }

  /** The options of a program's JVM. */
  static String options(StackScope scope, String component) {
    JvmProfile profile = scope.spec().jvmProfile();
    String asked = Requirements.memory(scope.service(component).resources());
    long limit = Sizes.bytes(asked != null ? asked : memory(scope, component));
    String heap = "-Xmx%dm".formatted(mebibytes(component, profile, limit));
    return profile == JvmProfile.Startup ? heap + ONLY_C1 : heap;
  }

  /** The heap in MiB within a memory limit in bytes. */
  static long mebibytes(String component, JvmProfile profile, long limit) {
    Need need = need(component, profile);
    return Math.max(need.least(), Sizes.mebibytes(limit / 5 * 4) - need.beside());
  }

  /** The lowest memory limit, in MiB, with which a program runs. */
  static long leastLimit(String component, JvmProfile profile) {
    Need need = need(component, profile);
    return need.beside() + need.least();
  }

  private static Need need(String component, JvmProfile profile) {
    Need need = Objects.requireNonNull(NEEDS.get(component), component);
    return switch (profile) {
      case Startup -> need;
      // The fifth to spare is of this memory, too.
      case Throughput -> new Need(need.beside() + C2, need.least(), need.limit() + C2 * 5 / 4);
    };
  }
}
