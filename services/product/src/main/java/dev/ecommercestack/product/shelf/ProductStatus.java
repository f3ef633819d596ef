package dev.ecommercestack.product.shelf;

/** Whether a product is sold. */
public enum ProductStatus {
  /** Not yet: only administrators see it. */
  DRAFT,
  /** Yes. */
  ON_SALE,
  /** Not now: found by its id only, and not sold. */
  PAUSED,
  /** Never again: only administrators see it. */
  WITHDRAWN;

  /** Returns whether customers may see it. */
  public boolean visible() {
    return this == ON_SALE || this == PAUSED;
  }
}
