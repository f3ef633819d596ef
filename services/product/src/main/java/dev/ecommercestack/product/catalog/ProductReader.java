package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.product.query.ListQuery;
import dev.ecommercestack.product.query.ProductQueries;
import dev.ecommercestack.product.query.ProductView;
import dev.ecommercestack.product.stock.Stock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Combines products, which may come from the cache, with their stock, which never does. */
@Component
class ProductReader {
  private final ProductQueries queries;
  private final Stock stock;

  ProductReader(ProductQueries queries, Stock stock) {
    this.queries = queries;
    this.stock = stock;
  }

  /**
   * Returns a product with its stock.
   *
   * @param includeHidden whether products are returned that customers may not see
   * @throws ProblemException 404 {@code product_not_found}
   */
  ProductResponse read(UUID id, boolean includeHidden) {
    return queries
        .find(id)
        .filter(product -> includeHidden || product.status().visible())
        .map(this::withStock)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.PRODUCT_NOT_FOUND, "There is no product " + id + "."));
  }

  ProductResponse withStock(ProductView product) {
    return withStock(List.of(product)).getFirst();
  }

  Page<ProductResponse> list(ListQuery query, PageQuery paging) {
    Page<ProductView> page = queries.list(query, paging);
    return new Page<>(withStock(page.items()), page.nextCursor());
  }

  private List<ProductResponse> withStock(List<ProductView> products) {
    Map<UUID, Long> available = stock.available(products.stream().map(ProductView::id).toList());
    return products.stream()
        .map(product -> ProductResponse.of(product, available.getOrDefault(product.id(), 0L)))
        .toList();
  }
}
