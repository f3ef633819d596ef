package dev.ecommercestack.operator.api.v1alpha1.pod;

import dev.ecommercestack.operator.api.v1alpha1.schema.NameRules;

/** Rules (CEL) that the settings of the stack and of a component share. */
final class PodRules {
  static final String LABELS =
      "self.all(k, !k.matches('^(app[.]kubernetes[.]io|ecommercestack[.]dev)/') && "
          + NameRules.LABEL
          + ")";
  static final String LABELS_MESSAGE =
      "write keys and values of letters and digits with -, _ and . between; app.kubernetes.io/ and"
          + " ecommercestack.dev/ are the operator's";
  static final String NODE_SELECTOR = "self.all(k, " + NameRules.LABEL + ")";
  static final String NODE_SELECTOR_MESSAGE =
      "write keys and values of letters and digits with -, _ and . between, as in disk: ssd";
  static final String ANNOTATIONS =
      "self.all(k, !k.startsWith('ecommercestack.dev/') && " + NameRules.ANNOTATION + ")";
  static final String ANNOTATIONS_MESSAGE =
      "write keys of letters and digits with -, _ and . between; ecommercestack.dev/ is the"
          + " operator's";

  private PodRules() {}
}
