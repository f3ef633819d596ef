package dev.ecommercestack.operator.api.v1alpha1.backing;

/** Rules (CEL) that several backing services share. */
final class BackingRules {
  static final String MANAGED_XOR_EXTERNAL = "has(self.managed) != has(self.external)";

  static final String NO_SWITCH = "has(self.external) == has(oldSelf.external)";

  static final String QUORUM = "self in [1, 3, 5]";
  static final String QUORUM_MESSAGE =
      "replicas must be 1, 3 or 5, so that a majority survives the loss of a broker";

  static final String SAME = "self == oldSelf";
  static final String SAME_REPLICAS_MESSAGE =
      "replicas of a managed broker cannot change after the stack was created: write the old number,"
          + " or create a new stack";

  static final String SAME_STORAGE_CLASS =
      "has(self.storageClassName) == has(oldSelf.storageClassName)"
          + " && (!has(self.storageClassName) || self.storageClassName == oldSelf.storageClassName)";
  static final String SAME_STORAGE_CLASS_MESSAGE =
      "storageClassName cannot change after the volumes were created: write the old one, or create a"
          + " new stack";

  private BackingRules() {}
}
