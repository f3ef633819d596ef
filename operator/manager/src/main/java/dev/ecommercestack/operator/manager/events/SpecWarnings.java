package dev.ecommercestack.operator.manager.events;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.component.Exposure;
import dev.ecommercestack.operator.api.v1alpha1.pod.EnvironmentVariable;
import dev.ecommercestack.operator.manager.plan.stack.Components;
import dev.ecommercestack.operator.manager.plan.stack.UserVariables;
import java.util.List;
import java.util.stream.Stream;

/** Warnings of what a spec may have only because an earlier release accepted it. */
public final class SpecWarnings {
  private SpecWarnings() {}

  /**
   * The warnings of one reconciliation; none unless it ended a rollout, so that an Event comes once
   * for each change of the spec and each upgrade of the operator.
   *
   * @param spec the spec that was rolled out
   * @param before the status as it was read
   * @param after the status that is about to be written
   */
  public static List<StackEvent> of(
      EcommerceStackSpec spec, EcommerceStackStatus before, EcommerceStackStatus after) {
    boolean newlyRolledOut =
        after.rolledOut() != null && !after.rolledOut().equals(before.rolledOut());
    return newlyRolledOut
        ? Stream.concat(hiddenClients(spec), reservedVariables(spec)).toList()
        : List.of();
  }

  /** The CRD refuses this in new stacks. */
  private static Stream<StackEvent> hiddenClients(EcommerceStackSpec spec) {
    return hidesClients(spec)
        ? Stream.of(
            StackEvent.warning(
                "TrustedProxiesMissing",
                "spec.gateway.trustedProxies is missing: all shoppers behind the proxy are one"
                    + " address and share one rate limit. Write the networks that the pods of the"
                    + " ingress controller or Gateway connect from, for example 10.244.0.0/16."))
        : Stream.empty();
  }

  private static Stream<StackEvent> reservedVariables(EcommerceStackSpec spec) {
    return Components.services(spec).entrySet().stream()
        .filter(service -> !UserVariables.reserved(service.getValue()).isEmpty())
        .map(
            service ->
                StackEvent.warning(
                    "ReservedVariables",
                    ("spec.%s.env has %s, which the operator leaves out: it sets variables of this"
                            + " name itself, in any case. Remove them, or choose names that do not"
                            + " start with %s.")
                        .formatted(
                            service.getKey(),
                            String.join(", ", UserVariables.reserved(service.getValue())),
                            EnvironmentVariable.RESERVED_PREFIXES)));
  }

  private static boolean hidesClients(EcommerceStackSpec spec) {
    Exposure exposure = spec.gateway().expose();
    return exposure != null
        && (exposure.type() == Exposure.Type.Ingress || exposure.type() == Exposure.Type.HTTPRoute)
        && spec.gateway().trustedProxies().isEmpty();
  }
}
