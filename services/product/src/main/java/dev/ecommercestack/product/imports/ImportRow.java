package dev.ecommercestack.product.imports;

import dev.ecommercestack.platform.money.Money;
import dev.ecommercestack.product.validation.Price;
import dev.ecommercestack.product.validation.TextRules;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A row of an import: registers a product, or changes the one with its SKU. An absent field changes
 * nothing.
 *
 * @param row the number of the row in the whole import, from 1; absent means its index in this
 *     request
 * @param sku the stock keeping unit, free text of one line
 * @param name the name, one line; required for a new product
 * @param description the description; empty clears it
 * @param price the price of one unit; required for a new product
 * @param category the name of an existing category; empty means none
 * @param stock the units on hand of a new product; absent means 0
 */
record ImportRow(
    @Min(1) @Nullable Integer row,
    @NotBlank
        @Size(max = TextRules.MAX_SKU_LENGTH)
        @Pattern(regexp = TextRules.SKU, message = TextRules.VISIBLE_MESSAGE)
        String sku,
    @Size(min = 1, max = 200)
        @Pattern(regexp = TextRules.VISIBLE_LINE, message = TextRules.VISIBLE_MESSAGE)
        @Nullable String name,
    @Size(max = 5000)
        @Pattern(regexp = TextRules.LINES, message = TextRules.NO_CONTROL_CHARACTERS_MESSAGE)
        @Nullable String description,
    @Valid @Price @Nullable Money price,
    @Size(max = 100)
        @Pattern(regexp = TextRules.LINE, message = TextRules.NO_CONTROL_CHARACTERS_MESSAGE)
        @Nullable String category,
    @Min(0) @Max(1_000_000_000) @Nullable Long stock) {
  /** Normalizes the texts before they are validated. An absent SKU is null here. */
  ImportRow {
    sku = sku == null ? sku : TextRules.normalize(sku);
    name = name == null ? null : TextRules.normalize(name);
    description = description == null ? null : TextRules.normalize(description);
    category = category == null ? null : TextRules.normalize(category);
  }
}
