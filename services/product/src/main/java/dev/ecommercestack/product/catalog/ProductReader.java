package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.product.shelf.ListQuery;
import dev.ecommercestack.product.shelf.ProductView;
import dev.ecommercestack.product.shelf.Shelf;
import dev.ecommercestack.product.stock.Stock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Puts products, which may be remembered, and their stock, which never is, together. */
@Component
class ProductReader {
  private final Shelf shelf;
  private final Stock stock;

  ProductReader(Shelf shelf, Stock stock) {
    this.shelf = shelf;
    this.stock = stock;
  }

  /**
   * Returns a product as it is now.
   *
   * @param all whether also those are shown that customers must not see
   * @throws ProblemException 404 {@code product_not_found}
   */
  ProductResponse read(UUID id, boolean all) {
    return shelf
        .find(id)
        .filter(product -> all || product.status().visible())
        .map(this::withStock)
        .orElseThrow(
            () ->
                ProblemException.notFound("product_not_found", "There is no product " + id + "."));
  }

  ProductResponse withStock(ProductView product) {
    return withStock(List.of(product)).getFirst();
  }

  Page<ProductResponse> list(ListQuery query, PageQuery paging) {
    Page<ProductView> page = shelf.list(query, paging);
    return new Page<>(withStock(page.items()), page.nextCursor());
  }

  private List<ProductResponse> withStock(List<ProductView> products) {
    Map<UUID, Long> available = stock.available(products.stream().map(ProductView::id).toList());
    return products.stream()
        .map(product -> ProductResponse.of(product, available.getOrDefault(product.id(), 0L)))
        .toList();
  }
}
