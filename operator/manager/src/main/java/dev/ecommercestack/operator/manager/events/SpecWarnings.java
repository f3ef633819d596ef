package dev.ecommercestack.operator.manager.events;

import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackSpec;
import dev.ecommercestack.operator.api.v1alpha1.EcommerceStackStatus;
import dev.ecommercestack.operator.api.v1alpha1.component.Exposure;
import java.util.List;

/**
 * Warnings of what a spec may have only because an earlier release accepted it. The CRD refuses it
 * in new stacks.
 */
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
    return newlyRolledOut && hidesClients(spec)
        ? List.of(
            StackEvent.warning(
                "TrustedProxiesMissing",
                "spec.gateway.trustedProxies is missing: all shoppers behind the proxy are one"
                    + " address and share one rate limit. Write the networks that the pods of the"
                    + " ingress controller or Gateway connect from, for example 10.244.0.0/16."))
        : List.of();
  }

  private static boolean hidesClients(EcommerceStackSpec spec) {
    Exposure exposure = spec.gateway().expose();
    return exposure != null
        && (exposure.type() == Exposure.Type.Ingress || exposure.type() == Exposure.Type.HTTPRoute)
        && spec.gateway().trustedProxies().isEmpty();
  }
}
