package dev.ecommercestack.product;

/** Names of contracts/topology.yaml that this service uses. */
public final class Topics {
  /** Facts about products and their stock, keyed by product. */
  public static final String PRODUCT_EVENTS = "product.events.v1";

  private Topics() {}
}
