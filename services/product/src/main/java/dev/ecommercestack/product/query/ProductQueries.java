package dev.ecommercestack.product.query;

import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.type.TypeReference;

/** Finds, lists and searches products; products and first pages are cached. */
@Component
public class ProductQueries {
  private static final TypeReference<Page<ProductView>> PAGE = new TypeReference<>() {};

  private final ProductViewRepository repository;
  private final ProductSearchRepository search;
  private final ReadCache cache;

  ProductQueries(
      ProductViewRepository repository, ProductSearchRepository search, ReadCache cache) {
    this.repository = repository;
    this.search = search;
    this.cache = cache;
  }

  /** Returns a product, whatever its status. */
  public Optional<ProductView> find(UUID id) {
    return cache.item(id, ProductView.class, ProductView::version, () -> repository.find(id));
  }

  /**
   * Returns a page of products: the best matches first if there are words, else the newest first.
   */
  public Page<ProductView> list(ListQuery query, PageQuery paging) {
    boolean firstPage = paging.cursor() == null || paging.cursor().isBlank();
    if (!firstPage || query.status() != ProductStatus.ON_SALE) {
      return page(query, paging);
    }
    // Nearly all requests are for a first page; later pages are not worth caching.
    String cacheKey = "%d %s %s".formatted(paging.size(), query.category(), query.words().text());
    return cache.list(cacheKey, PAGE, () -> page(query, paging));
  }

  private Page<ProductView> page(ListQuery query, PageQuery paging) {
    return query.words().isEmpty() ? repository.newest(query, paging) : search.page(query, paging);
  }

  /** Updates the cache as soon as the current transaction has been committed. */
  public void updateCacheAfterCommit(ProductView product) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            cache.update(product.id(), product.version(), product);
          }
        });
  }

  /**
   * Updates the cache with the product's row in the database.
   *
   * @throws org.springframework.dao.DataAccessException if the database or Redis cannot be reached
   */
  public void refresh(UUID id) {
    repository.find(id).ifPresent(product -> cache.updateOrThrow(id, product.version(), product));
  }
}
