package dev.ecommercestack.event.discount;

import dev.ecommercestack.event.cache.ReadCache;
import dev.ecommercestack.platform.idempotency.Idempotent;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.web.problem.ProblemResponses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;

/** The HTTP endpoints that create, list and change discounts. */
@RestController
@RequestMapping("/api/v1/discounts")
@Tag(name = "Discounts")
class DiscountController {
  private static final String CACHE_GROUP = "discounts";
  private static final TypeReference<Page<DiscountResponse>> PAGE = new TypeReference<>() {};

  private final Discounts discounts;
  private final ReadCache cache;

  DiscountController(Discounts discounts, ReadCache cache) {
    this.discounts = discounts;
    this.cache = cache;
  }

  @Operation(summary = "Create a discount (administrators)")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Idempotent
  @ProblemResponses({
    ProblemCode.FORBIDDEN,
    ProblemCode.INVALID_WINDOW,
    ProblemCode.INVALID_SCOPE,
    ProblemCode.INVALID_BENEFIT,
    ProblemCode.CONFIRMATION_REQUIRED
  })
  DiscountResponse createDiscount(@Valid @RequestBody DiscountRequest request) {
    DiscountResponse discount = discounts.create(request);
    cache.invalidateAfterCommit(CACHE_GROUP);
    return discount;
  }

  @Operation(summary = "Pause, resume or end a discount (administrators)")
  @PatchMapping("/{id}")
  @ProblemResponses({
    ProblemCode.FORBIDDEN,
    ProblemCode.DISCOUNT_NOT_FOUND,
    ProblemCode.DISCOUNT_ENDED,
    ProblemCode.CONFLICT
  })
  DiscountResponse changeDiscount(
      @PathVariable UUID id, @Valid @RequestBody DiscountChange change) {
    DiscountResponse discount = discounts.change(id, change.status());
    cache.invalidateAfterCommit(CACHE_GROUP);
    return discount;
  }

  @Operation(summary = "List discounts, the newest first")
  @GetMapping
  Page<DiscountResponse> listDiscounts(PageQuery query) {
    return cache.get(
        CACHE_GROUP, query.size() + ":" + query.cursor(), PAGE, () -> discounts.list(query));
  }
}
