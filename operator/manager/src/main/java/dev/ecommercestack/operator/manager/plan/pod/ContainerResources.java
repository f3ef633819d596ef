package dev.ecommercestack.operator.manager.plan.pod;

import dev.ecommercestack.operator.api.v1alpha1.pod.ResourceAmounts;
import dev.ecommercestack.operator.api.v1alpha1.pod.ResourcesSpec;
import dev.ecommercestack.operator.manager.plan.stack.Sizes;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * CPU and memory of a container: the values of the user, completed so that memory is always
 * limited. Where only one side is given, the request equals the limit, because a broker that is
 * evicted for memory it was promised takes others with it. CPU is limited only when asked for.
 */
public final class ContainerResources {
  private static final String CPU = "cpu";
  private static final String MEMORY = "memory";
  private static final String EPHEMERAL_STORAGE = "ephemeral-storage";

  private ContainerResources() {}

  /**
   * Returns the requirements.
   *
   * @param cpu CPU request when the user gives none
   * @param memory memory request and limit when the user gives none
   */
  static ResourceRequirements of(ResourcesSpec specified, String cpu, String memory) {
    ResourceAmounts requests = specified.requests();
    ResourceAmounts limits = specified.limits();
    String memoryLimit = firstNonNull(specifiedMemory(specified), null, memory);
    String limitedCpu = limits.cpu();
    Map<String, Quantity> requested = new TreeMap<>();
    Map<String, Quantity> limited = new TreeMap<>();
    requested.put(CPU, new Quantity(firstNonNull(requests.cpu(), limitedCpu, cpu)));
    requested.put(MEMORY, new Quantity(firstNonNull(requests.memory(), null, memoryLimit)));
    limited.put(MEMORY, new Quantity(memoryLimit));
    put(limited, CPU, limitedCpu);
    put(requested, EPHEMERAL_STORAGE, requests.ephemeralStorage());
    put(limited, EPHEMERAL_STORAGE, limits.ephemeralStorage());
    return new ResourceRequirementsBuilder().withRequests(requested).withLimits(limited).build();
  }

  /** Returns the memory limit, else the memory request of the user; null without both. */
  public static @Nullable String specifiedMemory(ResourcesSpec specified) {
    String limit = specified.limits().memory();
    return limit != null ? limit : specified.requests().memory();
  }

  /** The memory limit in bytes. */
  public static long memoryLimitBytes(ResourceRequirements requirements) {
    Quantity limit = requirements.getLimits().get(MEMORY);
    if (limit == null) {
      throw new IllegalArgumentException("The container has no memory limit");
    }
    return Sizes.bytes(limit);
  }

  private static void put(Map<String, Quantity> amounts, String name, @Nullable String amount) {
    if (amount != null) {
      amounts.put(name, new Quantity(amount));
    }
  }

  private static String firstNonNull(@Nullable String one, @Nullable String two, String otherwise) {
    if (one != null) {
      return one;
    }
    return two != null ? two : otherwise;
  }
}
