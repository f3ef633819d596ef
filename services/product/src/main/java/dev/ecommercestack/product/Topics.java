package dev.ecommercestack.product;

/** Names of contracts/topology.yaml that this service uses. */
public final class Topics {
  /** The topic of facts about products and their stock; the key is the product's id. */
  public static final String PRODUCT_EVENTS = "product.events.v1";

  private Topics() {}
}
