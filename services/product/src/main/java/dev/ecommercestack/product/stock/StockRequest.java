package dev.ecommercestack.product.stock;

import dev.ecommercestack.product.validation.Nonzero;
import dev.ecommercestack.product.validation.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Pieces to be counted in or out.
 *
 * @param delta how many come or, negative, go; not 0
 * @param reason for the ledger
 */
record StockRequest(
    @NotNull @Nonzero @Min(-1_000_000_000) @Max(1_000_000_000) Long delta,
    @NotBlank @Size(max = 200) @Pattern(regexp = Text.LINE, message = Text.NO_CONTROL_CHARACTERS)
        String reason) {}
