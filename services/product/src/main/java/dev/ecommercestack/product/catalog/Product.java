package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.product.query.ProductStatus;
import dev.ecommercestack.product.query.ProductView;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A product of the catalogue. */
@Entity
class Product {
  @Id private UUID id;
  @Version private @Nullable Long version;
  private String sku;
  private String name;
  private String description;
  private long priceAmount;
  private String priceCurrency;
  private @Nullable UUID categoryId;

  @Enumerated(EnumType.STRING)
  private ProductStatus status;

  private Instant createdAt;
  private Instant updatedAt;

  /** For the persistence provider. */
  @NullUnmarked
  protected Product() {}

  Product(UUID id, String sku, ProductDetails details, ProductStatus status, Instant now) {
    this.id = id;
    this.sku = sku;
    this.name = details.name();
    this.description = details.description();
    this.priceAmount = details.price().amount();
    this.priceCurrency = details.price().currency().getCurrencyCode();
    this.categoryId = details.categoryId();
    this.status = status;
    this.createdAt = now;
    this.updatedAt = now;
  }

  UUID id() {
    return id;
  }

  String sku() {
    return sku;
  }

  ProductStatus status() {
    return status;
  }

  /** Returns the number of changes, from 0. */
  long version() {
    return version == null ? 0 : version;
  }

  ProductDetails details() {
    return new ProductDetails(name, description, Money.of(priceAmount, priceCurrency), categoryId);
  }

  /** Changes the product; returns whether anything differs from before. */
  boolean change(ProductDetails details, ProductStatus newStatus, Instant now) {
    if (details.equals(details()) && newStatus == status) {
      return false;
    }
    name = details.name();
    description = details.description();
    priceAmount = details.price().amount();
    priceCurrency = details.price().currency().getCurrencyCode();
    categoryId = details.categoryId();
    status = newStatus;
    updatedAt = now;
    return true;
  }

  ProductView view() {
    return new ProductView(
        id,
        sku,
        name,
        description,
        Money.of(priceAmount, priceCurrency),
        categoryId,
        status,
        version(),
        createdAt,
        updatedAt);
  }
}
