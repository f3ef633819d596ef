package dev.ecommercestack.operator.api.v1alpha1.component;

/** Rules (CEL) that several services share. */
final class ComponentRules {
  static final String REPLICAS_XOR_AUTOSCALING = "!(has(self.replicas) && has(self.autoscaling))";
  static final String REPLICAS_XOR_AUTOSCALING_MESSAGE =
      "write either replicas (a fixed number) or autoscaling (a range), not both";

  private ComponentRules() {}
}
