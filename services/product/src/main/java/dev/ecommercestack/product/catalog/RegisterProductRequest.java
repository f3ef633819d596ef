package dev.ecommercestack.product.catalog;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.product.shelf.ProductStatus;
import dev.ecommercestack.product.validation.Price;
import dev.ecommercestack.product.validation.Text;
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
 * @param sku stock keeping unit, its own for ever: free text of one line
 * @param name in one line
 * @param description in words; absent means none
 * @param price of one piece
 * @param initialStock pieces in the house; absent means none
 * @param categoryId its category, if it is to have one
 * @param status DRAFT, ON_SALE or PAUSED; absent means ON_SALE
 */
record RegisterProductRequest(
    @NotBlank @Size(max = Text.LONGEST_SKU) @Pattern(regexp = Text.SKU, message = Text.VISIBLE)
        String sku,
    @NotBlank @Size(max = 200) @Pattern(regexp = Text.VISIBLE_LINE, message = Text.VISIBLE)
        String name,
    @Size(max = 5000) @Pattern(regexp = Text.LINES, message = Text.NO_CONTROL_CHARACTERS)
        @Nullable String description,
    @NotNull @Valid @Price Money price,
    @Min(0) @Max(1_000_000_000) @Nullable Long initialStock,
    @Nullable UUID categoryId,
    @Nullable ProductStatus status) {

  /** Composes the texts first: the rules are for what is stored. An absent text is null here. */
  RegisterProductRequest {
    sku = sku == null ? sku : Text.normal(sku);
    name = name == null ? name : Text.normal(name);
    description = description == null ? null : Text.normal(description);
  }

  ProductDetails details() {
    return new ProductDetails(name, Objects.requireNonNullElse(description, ""), price, categoryId);
  }

  long pieces() {
    return initialStock == null ? 0 : initialStock;
  }

  ProductStatus statusOrDefault() {
    return status == null ? ProductStatus.ON_SALE : status;
  }
}
