package dev.ecommercestack.event.discount;

import dev.ecommercestack.event.cache.ReadCache;
import dev.ecommercestack.platform.idempotency.Idempotent;
import dev.ecommercestack.platform.paging.Page;
import dev.ecommercestack.platform.paging.PageQuery;
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

  @Operation(summary = "Creates a discount (administrators)")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Idempotent
  DiscountResponse create(@Valid @RequestBody DiscountRequest request) {
    DiscountResponse discount = discounts.create(request);
    cache.invalidateAfterCommit(CACHE_GROUP);
    return discount;
  }

  @Operation(summary = "Pauses, resumes or ends a discount (administrators)")
  @PatchMapping("/{id}")
  DiscountResponse change(@PathVariable UUID id, @Valid @RequestBody DiscountChange change) {
    DiscountResponse discount = discounts.change(id, change.status());
    cache.invalidateAfterCommit(CACHE_GROUP);
    return discount;
  }

  @Operation(summary = "Lists discounts, the newest first")
  @GetMapping
  Page<DiscountResponse> list(PageQuery query) {
    return cache.get(
        CACHE_GROUP, query.size() + ":" + query.cursor(), PAGE, () -> discounts.list(query));
  }
}
