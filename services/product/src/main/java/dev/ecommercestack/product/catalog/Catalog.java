package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Message;
import dev.ecommercestack.platform.outbox.Outbox;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.product.Topics;
import dev.ecommercestack.product.category.Categories;
import dev.ecommercestack.product.shelf.ProductStatus;
import dev.ecommercestack.product.shelf.ProductView;
import dev.ecommercestack.product.shelf.Shelf;
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

/** Registers, changes and withdraws products; says so as facts; keeps the shelf true. */
@Service
public class Catalog {
  private final ProductRepository products;
  private final Categories categories;
  private final Stock stock;
  private final Shelf shelf;
  private final Outbox outbox;
  private final Clock clock;

  Catalog(
      ProductRepository products,
      Categories categories,
      Stock stock,
      Shelf shelf,
      Outbox outbox,
      Clock clock) {
    this.products = products;
    this.categories = categories;
    this.stock = stock;
    this.shelf = shelf;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Registers a product.
   *
   * @param pieces how many are there
   * @param actor who does it, if it is a person
   * @throws ProblemException 409 {@code sku_taken}, 400 {@code category_not_found}
   */
  @Transactional
  public ProductView register(
      String sku, ProductDetails details, ProductStatus status, long pieces, @Nullable UUID actor) {
    requireCategory(details.categoryId());
    Product product;
    try {
      product = products.saveAndFlush(new Product(Uuid7.next(), sku, details, status, now()));
    } catch (DataIntegrityViolationException e) {
      if (e.getCause() instanceof ConstraintViolationException violated
          && "product_sku".equals(violated.getConstraintName())) {
        throw ProblemException.conflict(
            "sku_taken", "There is a product with the SKU %s already.".formatted(sku));
      }
      throw e;
    }
    stock.open(product.id(), sku, pieces, actor);
    return say(product);
  }

  /**
   * Changes a product, unless somebody else has changed it since.
   *
   * @throws ProblemException 404 {@code product_not_found}, 409 {@code conflict} or {@code
   *     product_withdrawn}, 400 {@code category_not_found}
   */
  @Transactional
  public ProductView change(UUID id, ChangeProductRequest request) {
    Product product = find(id);
    if (product.version() != request.version()) {
      throw ProblemException.conflict(
              "conflict",
              "The product has been changed since: its version is %d, not %d. Read it again and repeat the change."
                  .formatted(product.version(), request.version()))
          .with("version", product.version());
    }
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
   * Registers a product, or changes the one with that SKU if there is one; the stock of one that is
   * there stays as it is.
   *
   * @param pieces how many are there of a new one
   */
  @Transactional
  public ProductView put(String sku, ProductDetails details, long pieces) {
    Optional<Product> known = products.findBySku(sku);
    return known.isPresent()
        ? change(known.get(), details, known.get().status())
        : register(sku, details, ProductStatus.ON_SALE, pieces, null);
  }

  /** Returns the product of that SKU, whatever its status. */
  @Transactional(readOnly = true)
  public Optional<ProductView> find(String sku) {
    return products.findBySku(sku).map(Product::view);
  }

  /**
   * Sells a product no longer; doing so again changes nothing.
   *
   * @throws ProblemException 404 {@code product_not_found}
   */
  @Transactional
  public void withdraw(UUID id) {
    Product product = find(id);
    if (product.change(product.details(), ProductStatus.WITHDRAWN, now())) {
      say(products.saveAndFlush(product));
    }
  }

  private ProductView change(Product product, ProductDetails details, ProductStatus status) {
    if (product.status() == ProductStatus.WITHDRAWN) {
      throw ProblemException.conflict(
          "product_withdrawn",
          "The product %s is withdrawn. Register a new one.".formatted(product.sku()));
    }
    return product.change(details, status, now())
        ? say(products.saveAndFlush(product))
        : product.view();
  }

  /** The row is locked by now, so facts about one product leave in order. */
  private ProductView say(Product product) {
    ProductView view = product.view();
    outbox.fact(
        Topics.PRODUCT_EVENTS,
        view.status() == ProductStatus.WITHDRAWN
            ? Message.of("product-withdrawn", view.id(), ProductWithdrawn.of(view))
            : Message.of("product-changed", view.id(), ProductChanged.of(view)));
    shelf.changedAfterCommit(view);
    return view;
  }

  private Product find(UUID id) {
    return products
        .findById(id)
        .orElseThrow(
            () ->
                ProblemException.notFound("product_not_found", "There is no product " + id + "."));
  }

  private void requireCategory(@Nullable UUID category) {
    if (category != null && !categories.exists(category)) {
      throw ProblemException.badRequest(
          "category_not_found",
          "There is no category %s. See GET /api/v1/categories.".formatted(category));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
