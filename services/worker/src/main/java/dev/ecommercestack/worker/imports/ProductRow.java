package dev.ecommercestack.worker.imports;

import dev.ecommercestack.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A row as product takes it; product judges what it says. An absent field changes nothing, an empty
 * one clears.
 */
record ProductRow(
    int row,
    @Nullable String sku,
    @Nullable String name,
    @Nullable String description,
    @Nullable Money price,
    @Nullable String category,
    @Nullable Long stock) {}
