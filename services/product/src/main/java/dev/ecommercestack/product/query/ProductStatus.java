package dev.ecommercestack.product.query;

/** Whether a product is on sale. */
public enum ProductStatus {
  /** Not yet on sale; only administrators see it. */
  DRAFT,
  /** On sale. */
  ON_SALE,
  /** Temporarily not on sale; customers find it by its id only. */
  PAUSED,
  /** Permanently not on sale; only administrators see it. */
  WITHDRAWN;

  /** Returns whether customers may see it. */
  public boolean visible() {
    return this == ON_SALE || this == PAUSED;
  }
}
