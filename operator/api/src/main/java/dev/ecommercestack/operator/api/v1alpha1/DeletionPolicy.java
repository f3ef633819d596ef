package dev.ecommercestack.operator.api.v1alpha1;

/** What happens to the data when the stack is deleted. */
public enum DeletionPolicy {
  /** Volumes and the Secrets that open them stay; a stack of the same name adopts them. */
  Retain,
  /** Volumes and Secrets go with the stack. */
  Delete
}
