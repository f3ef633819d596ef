package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.product.query.ProductStatus;
import dev.ecommercestack.product.validation.Price;
import dev.ecommercestack.product.validation.TextRules;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A product to be registered.
 *
 * @param sku the stock keeping unit, unique and never changed: free text of one line
 * @param name the name, one line
 * @param description the description; absent means empty
 * @param price the price of one unit
 * @param initialStock the units on hand; absent means 0
 * @param categoryId the id of the category; absent means none
 * @param status DRAFT, ON_SALE or PAUSED; absent means ON_SALE
 */
record RegisterProductRequest(
    @NotBlank
        @Size(max = TextRules.MAX_SKU_LENGTH)
        @Pattern(regexp = TextRules.SKU, message = TextRules.VISIBLE_MESSAGE)
        String sku,
    @NotBlank
        @Size(max = 200)
        @Pattern(regexp = TextRules.VISIBLE_LINE, message = TextRules.VISIBLE_MESSAGE)
        String name,
    @Size(max = 5000)
        @Pattern(regexp = TextRules.LINES, message = TextRules.NO_CONTROL_CHARACTERS_MESSAGE)
        @Nullable String description,
    @NotNull @Valid @Price Money price,
    @Min(0) @Max(1_000_000_000) @Nullable Long initialStock,
    @Nullable UUID categoryId,
    @Nullable ProductStatus status) {

  /** Normalizes the texts before they are validated. An absent text is null here. */
  RegisterProductRequest {
    sku = sku == null ? sku : TextRules.normalize(sku);
    name = name == null ? name : TextRules.normalize(name);
    description = description == null ? null : TextRules.normalize(description);
  }

  ProductDetails details() {
    return new ProductDetails(name, Objects.requireNonNullElse(description, ""), price, categoryId);
  }

  long initialStockOrZero() {
    return initialStock == null ? 0 : initialStock;
  }

  ProductStatus statusOrDefault() {
    return status == null ? ProductStatus.ON_SALE : status;
  }
}
