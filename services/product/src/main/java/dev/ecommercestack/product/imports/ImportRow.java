package dev.ecommercestack.product.imports;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.product.validation.Price;
import dev.ecommercestack.product.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A product to be registered or, if there is one with its SKU, changed. What is absent stays as it
 * is.
 *
 * @param row its number in the whole import, from 1; absent means its place in this request
 * @param sku stock keeping unit: free text of one line
 * @param name in one line; a new product needs one
 * @param description in words; empty means none
 * @param price of one piece; a new product needs one
 * @param category name of a category that there is; empty means none
 * @param stock pieces in the house if it is new; absent means none
 */
record ImportRow(
    @Min(1) @Nullable Integer row,
    @NotBlank @Size(max = Text.LONGEST_SKU) @Pattern(regexp = Text.SKU, message = Text.VISIBLE)
        String sku,
    @Size(min = 1, max = 200) @Pattern(regexp = Text.VISIBLE_LINE, message = Text.VISIBLE)
        @Nullable String name,
    @Size(max = 5000) @Pattern(regexp = Text.LINES, message = Text.NO_CONTROL_CHARACTERS)
        @Nullable String description,
    @Valid @Price @Nullable Money price,
    @Size(max = 100) @Pattern(regexp = Text.LINE, message = Text.NO_CONTROL_CHARACTERS)
        @Nullable String category,
    @Min(0) @Max(1_000_000_000) @Nullable Long stock) {
  /** Composes the texts first: the rules are for what is stored. An absent SKU is null here. */
  ImportRow {
    sku = sku == null ? sku : Text.normal(sku);
    name = name == null ? null : Text.normal(name);
    description = description == null ? null : Text.normal(description);
    category = category == null ? null : Text.normal(category);
  }
}
