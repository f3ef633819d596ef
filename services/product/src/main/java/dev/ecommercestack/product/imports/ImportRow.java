package dev.ecommercestack.product.imports;

import dev.ecommercestack.common.money.Money;
import dev.ecommercestack.product.validation.Price;
import dev.ecommercestack.product.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A product to be registered or, if there is one with its SKU, changed.
 *
 * @param row its number in the whole import, from 1; absent means its place in this request
 * @param sku stock keeping unit
 * @param name in one line
 * @param description in words; absent means none
 * @param price of one piece
 * @param category name of a category that there is; absent means none
 * @param stock pieces in the house if it is new; absent means none
 */
record ImportRow(
    @Min(1) @Nullable Integer row,
    @NotNull @Pattern(regexp = Text.SKU, message = Text.SKU_MESSAGE) String sku,
    @NotBlank @Size(max = 200) @Pattern(regexp = Text.LINE, message = Text.NO_CONTROL_CHARACTERS)
        String name,
    @Size(max = 5000) @Pattern(regexp = Text.LINES, message = Text.NO_CONTROL_CHARACTERS)
        @Nullable String description,
    @NotNull @Valid @Price Money price,
    @Size(max = 100) @Pattern(regexp = Text.LINE, message = Text.NO_CONTROL_CHARACTERS)
        @Nullable String category,
    @Min(0) @Max(1_000_000_000) @Nullable Long stock) {}
