package dev.ecommercestack.operator.manager.plan.service;

import dev.ecommercestack.operator.api.v1alpha1.JvmProfile;
import dev.ecommercestack.operator.manager.plan.pod.ContainerResources;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.Sizes;
import dev.ecommercestack.operator.manager.plan.stack.StackScope;
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
public final class JvmMemory {
  /**
   * Read by {@code java} before its arguments, which win: an image has its heap in this variable,
   * too, and not among the arguments, for those who start it without an operator.
   */
  static final String OPTIONS_VARIABLE = "JDK_JAVA_OPTIONS";

  // Stops at the first compiler (C1).
  private static final String C1_ONLY_OPTION = " -XX:TieredStopAtLevel=1";

  // What the second compiler (C2) needs beside: code with counters, profiles of methods, and its
  // own memory while it compiles. Measured at the peak under load: 35 to 58 MiB, and rising.
  private static final long C2_MEBIBYTES = 96;

  /**
   * In MiB: what the JVM needs beside the heap with C1 alone, the least heap, and the default
   * limit.
   */
  private record MemoryNeeds(
      long nonHeapMebibytes, long minHeapMebibytes, long defaultLimitMebibytes) {}

  private static final Map<String, MemoryNeeds> NEEDS =
      Map.of(
          Components.EUREKA, new MemoryNeeds(125, 64, 256),
          Components.GATEWAY, new MemoryNeeds(145, 64, 320),
          // A heap of 137 MiB by default: a password hash makes 78 MiB of garbage beside 7 MiB in
          // use.
          Components.USER, new MemoryNeeds(170, 64, 384),
          Components.PRODUCT, new MemoryNeeds(265, 96, 512),
          Components.EVENT, new MemoryNeeds(265, 96, 512),
          Components.ORDER, new MemoryNeeds(220, 96, 448),
          Components.WORKER, new MemoryNeeds(165, 64, 320));

  private JvmMemory() {}

  /** The memory of a program's container when the user gives none, as a quantity. */
  static String defaultLimit(StackScope scope, String component) {
    return "%dMi".formatted(needs(component, scope.spec().jvmProfile()).defaultLimitMebibytes());
  }

  /** The options of a program's JVM. */
  static String options(StackScope scope, String component) {
    JvmProfile profile = scope.spec().jvmProfile();
    String specified = ContainerResources.specifiedMemory(scope.service(component).resources());
    long limitBytes = Sizes.bytes(specified != null ? specified : defaultLimit(scope, component));
    String heap = "-Xmx%dm".formatted(heapMebibytes(component, profile, limitBytes));
    return profile == JvmProfile.Startup ? heap + C1_ONLY_OPTION : heap;
  }

  /** The heap in MiB within a memory limit in bytes. */
  static long heapMebibytes(String component, JvmProfile profile, long limitBytes) {
    MemoryNeeds needs = needs(component, profile);
    return Math.max(
        needs.minHeapMebibytes(), Sizes.mebibytes(limitBytes / 5 * 4) - needs.nonHeapMebibytes());
  }

  /** The lowest memory limit, in MiB, with which a program runs. */
  public static long minLimitMebibytes(String component, JvmProfile profile) {
    MemoryNeeds needs = needs(component, profile);
    return needs.nonHeapMebibytes() + needs.minHeapMebibytes();
  }

  private static MemoryNeeds needs(String component, JvmProfile profile) {
    MemoryNeeds needs = Objects.requireNonNull(NEEDS.get(component), component);
    return switch (profile) {
      case Startup -> needs;
      // The fifth to spare is of this memory, too.
      case Throughput ->
          new MemoryNeeds(
              needs.nonHeapMebibytes() + C2_MEBIBYTES,
              needs.minHeapMebibytes(),
              needs.defaultLimitMebibytes() + C2_MEBIBYTES * 5 / 4);
    };
  }
}
