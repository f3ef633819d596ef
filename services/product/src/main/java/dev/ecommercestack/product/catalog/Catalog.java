package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.outbox.Outbox;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.platform.version.IfMatch;
import dev.ecommercestack.product.Topics;
import dev.ecommercestack.product.category.Categories;
import dev.ecommercestack.product.query.ProductQueries;
import dev.ecommercestack.product.query.ProductStatus;
import dev.ecommercestack.product.query.ProductView;
import dev.ecommercestack.product.stock.Stock;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers, changes and withdraws products, publishes the facts and updates the cache. */
@Service
public class Catalog {
  private final ProductRepository products;
  private final Categories categories;
  private final Stock stock;
  private final ProductQueries queries;
  private final Outbox outbox;
  private final Clock clock;

  Catalog(
      ProductRepository products,
      Categories categories,
      Stock stock,
      ProductQueries queries,
      Outbox outbox,
      Clock clock) {
    this.products = products;
    this.categories = categories;
    this.stock = stock;
    this.queries = queries;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Registers a product.
   *
   * @param sku the stock keeping unit
   * @param details the changeable properties
   * @param status the initial status
   * @param initialStock the units on hand, 0 or more
   * @param actor the id of the administrator; null for a product that an import registers
   * @throws ProblemException 409 {@code sku_taken}, 400 {@code category_not_found}
   */
  @Transactional
  public ProductView register(
      String sku,
      ProductDetails details,
      ProductStatus status,
      long initialStock,
      @Nullable UUID actor) {
    requireCategory(details.categoryId());
    Product product;
    try {
      product = products.saveAndFlush(new Product(Uuid7.next(), sku, details, status, now()));
    } catch (DataIntegrityViolationException e) {
      if (e.getCause() instanceof ConstraintViolationException violated
          && "product_sku".equals(violated.getConstraintName())) {
        throw new ProblemException(
            ProblemCode.SKU_TAKEN, "There is already a product with the SKU %s.".formatted(sku));
      }
      throw e;
    }
    stock.initialize(product.id(), sku, initialStock, actor);
    return publish(product);
  }

  /**
   * Changes a product if its version is that of the request.
   *
   * @param ifMatch the versions that may be changed; null if {@code request} has the version
   * @throws ProblemException 404 {@code product_not_found}, 409 {@code conflict} or {@code
   *     product_withdrawn}, 412 {@code precondition_failed}, 428 {@code precondition_required}, 400
   *     {@code versions_differ} or {@code category_not_found}
   */
  @Transactional
  public ProductView change(UUID id, @Nullable IfMatch ifMatch, ChangeProductRequest request) {
    Product product = find(id);
    requireVersion(product.version(), ifMatch, request.version());
    ProductDetails before = product.details();
    ProductDetails after =
        new ProductDetails(
            Objects.requireNonNullElse(request.name(), before.name()),
            Objects.requireNonNullElse(request.description(), before.description()),
            Objects.requireNonNullElse(request.price(), before.price()),
            request.categoryId() == null ? before.categoryId() : request.categoryId());
    requireCategory(request.categoryId());
    return change(product, after, Objects.requireNonNullElse(request.status(), product.status()));
  }

  /**
   * Registers a product, or changes the product with that SKU. The stock of an existing product is
   * not changed.
   *
   * @param initialStock the units on hand of a new product, 0 or more
   */
  @Transactional
  public ProductView put(String sku, ProductDetails details, long initialStock) {
    Optional<Product> known = products.findBySku(sku);
    return known.isPresent()
        ? change(known.get(), details, known.get().status())
        : register(sku, details, ProductStatus.ON_SALE, initialStock, null);
  }

  /** Returns the product with a SKU, whatever its status. */
  @Transactional(readOnly = true)
  public Optional<ProductView> find(String sku) {
    return products.findBySku(sku).map(Product::view);
  }

  /**
   * Withdraws a product; a product that is withdrawn already is not changed.
   *
   * @throws ProblemException 404 {@code product_not_found}
   */
  @Transactional
  public void withdraw(UUID id) {
    Product product = find(id);
    if (product.change(product.details(), ProductStatus.WITHDRAWN, now())) {
      publish(products.saveAndFlush(product));
    }
  }

  private ProductView change(Product product, ProductDetails details, ProductStatus status) {
    if (product.status() == ProductStatus.WITHDRAWN) {
      throw new ProblemException(
          ProblemCode.PRODUCT_WITHDRAWN,
          "The product %s is withdrawn. Register a new one.".formatted(product.sku()));
    }
    return product.change(details, status, now())
        ? publish(products.saveAndFlush(product))
        : product.view();
  }

  private static void requireVersion(
      long current, @Nullable IfMatch ifMatch, @Nullable Long version) {
    if (ifMatch == null && version == null) {
      throw new ProblemException(
          ProblemCode.PRECONDITION_REQUIRED,
          "Send the version that you have read, as If-Match or as version in the body.");
    }
    if (ifMatch != null && version != null && !ifMatch.matches(version)) {
      throw new ProblemException(
          ProblemCode.VERSIONS_DIFFER,
          "If-Match and version name different versions. Send one of them.");
    }
    if (ifMatch != null) {
      ifMatch.require(current);
    }
    if (version != null && version != current) {
      throw new ProblemException(
              ProblemCode.CONFLICT,
              "The product has been changed since: its version is %d, not %d. Read it again and repeat the change."
                  .formatted(current, version))
          .with("version", current);
    }
  }

  /** Called while the row is locked, so that the facts about one product are published in order. */
  private ProductView publish(Product product) {
    ProductView view = product.view();
    outbox.fact(
        Topics.PRODUCT_EVENTS,
        view.status() == ProductStatus.WITHDRAWN
            ? Message.of("product-withdrawn", view.id(), ProductWithdrawn.of(view))
            : Message.of("product-changed", view.id(), ProductChanged.of(view)));
    queries.updateCacheAfterCommit(view);
    return view;
  }

  private Product find(UUID id) {
    return products
        .findById(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.PRODUCT_NOT_FOUND, "There is no product " + id + "."));
  }

  private void requireCategory(@Nullable UUID category) {
    if (category != null && !categories.exists(category)) {
      throw new ProblemException(
          ProblemCode.CATEGORY_NOT_FOUND,
          "There is no category %s. See GET /api/v1/categories.".formatted(category));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
