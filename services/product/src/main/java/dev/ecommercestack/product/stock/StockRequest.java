package dev.ecommercestack.product.stock;

import dev.ecommercestack.product.validation.Nonzero;
import dev.ecommercestack.product.validation.TextRules;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * An adjustment of a product's stock.
 *
 * @param delta the units to add or, negative, to remove; not 0
 * @param reason the explanation for the ledger, one line
 */
record StockRequest(
    @NotNull @Nonzero @Min(-1_000_000_000) @Max(1_000_000_000) Long delta,
    @NotBlank
        @Size(max = 200)
        @Pattern(regexp = TextRules.LINE, message = TextRules.NO_CONTROL_CHARACTERS_MESSAGE)
        String reason) {}
