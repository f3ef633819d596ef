package dev.ecommercestack.product.stock;

import dev.ecommercestack.platform.idempotency.Idempotent;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.platform.security.CurrentUser;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Stock over HTTP, for administrators. */
@RestController
@RequestMapping("/api/v1/products/{id}/stock")
@PreAuthorize("hasRole('ADMIN')")
@Tag(name = "Stock")
class StockController {
  private final Stock stock;

  StockController(Stock stock) {
    this.stock = stock;
  }

  @Operation(summary = "Read the stock of a product (administrators)")
  @GetMapping
  @ProblemResponses(ProblemCode.PRODUCT_NOT_FOUND)
  StockResponse readStock(@PathVariable UUID id) {
    return StockResponse.of(stock.find(id).orElseThrow(() -> productNotFound(id)));
  }

  @Operation(
      summary = "Add or remove units (administrators)",
      description = "Units that are reserved for orders cannot be removed.")
  @PostMapping
  @Idempotent
  @Transactional
  @ProblemResponses({ProblemCode.PRODUCT_NOT_FOUND, ProblemCode.INSUFFICIENT_STOCK})
  public StockResponse adjustStock(
      CurrentUser user, @PathVariable UUID id, @Valid @RequestBody StockRequest request) {
    return stock
        .changeOnHand(
            id,
            StockMovement.adjust(request.delta()),
            StockEntry.adjustment(request.reason().strip(), user.id()))
        .map(StockResponse::of)
        .orElseThrow(() -> insufficientStock(id, request.delta()));
  }

  private ProblemException insufficientStock(UUID id, long delta) {
    return stock
        .find(id)
        .map(
            level ->
                new ProblemException(
                        ProblemCode.INSUFFICIENT_STOCK,
                        "%d units cannot be removed: %d are on hand, %d of them are reserved for orders."
                            .formatted(-delta, level.onHand(), level.reserved()))
                    .with("available", level.available()))
        .orElseGet(() -> productNotFound(id));
  }

  private static ProblemException productNotFound(UUID id) {
    return new ProblemException(ProblemCode.PRODUCT_NOT_FOUND, "There is no product " + id + ".");
  }
}
