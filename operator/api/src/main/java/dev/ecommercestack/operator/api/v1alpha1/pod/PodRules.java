package dev.ecommercestack.operator.api.v1alpha1.pod;

/** Rules (CEL) that the settings of the stack and of a component share. */
final class PodRules {
  static final String LABELS =
      "!has(self.labels) || self.labels.all(k, !k.startsWith('app.kubernetes.io/')"
          + " && !k.startsWith('ecommercestack.dev/'))";
  static final String LABELS_MESSAGE =
      "labels under app.kubernetes.io/ and ecommercestack.dev/ are set by the operator: use another"
          + " prefix";
  static final String ANNOTATIONS =
      "!has(self.annotations) || self.annotations.all(k, !k.startsWith('ecommercestack.dev/'))";
  static final String ANNOTATIONS_MESSAGE =
      "annotations under ecommercestack.dev/ are set by the operator: use another prefix";

  private PodRules() {}
}
