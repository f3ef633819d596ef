package dev.ecommercestack.product.shelf;

import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.product.cache.ReadCache;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.type.TypeReference;

/** Products as people look for them. */
@Component
public class Shelf {
  private static final TypeReference<Page<ProductView>> PAGE = new TypeReference<>() {};

  private final ShelfTable table;
  private final SearchTable search;
  private final ReadCache cache;

  Shelf(ShelfTable table, SearchTable search, ReadCache cache) {
    this.table = table;
    this.search = search;
    this.cache = cache;
  }

  /** Returns a product, whether or not it is sold. */
  public Optional<ProductView> find(UUID id) {
    return cache.item(id, ProductView.class, ProductView::version, () -> table.find(id));
  }

  /**
   * Returns a part of the products that are wanted: the best fitting ones first, then the newest.
   */
  public Page<ProductView> list(ListQuery query, PageQuery paging) {
    boolean asked = paging.cursor() == null || paging.cursor().isBlank();
    if (!asked || query.status() != ProductStatus.ON_SALE) {
      return page(query, paging);
    }
    // Whoever pages on is rare; whoever looks at the first page is everybody.
    String question = "%d %s %s".formatted(paging.size(), query.category(), query.words().text());
    return cache.list(question, PAGE, () -> page(query, paging));
  }

  private Page<ProductView> page(ListQuery query, PageQuery paging) {
    return query.words().isEmpty() ? table.newest(query, paging) : search.page(query, paging);
  }

  /** Lets everybody see a change as soon as the current transaction has been committed. */
  public void changedAfterCommit(ProductView product) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            cache.changed(product.id(), product.version(), product);
          }
        });
  }

  /**
   * Makes sure that nobody sees an older state of a product than the database has.
   *
   * @throws org.springframework.dao.DataAccessException if that cannot be done now
   */
  public void renew(UUID id) {
    table.find(id).ifPresent(product -> cache.replace(id, product.version(), product));
  }
}
