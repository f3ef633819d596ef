package dev.ecommercestack.worker.imports;

import dev.ecommercestack.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A row in a request to product, which validates it. An absent field changes nothing, an empty one
 * clears the value.
 *
 * @param row the number of the row, from 1
 * @param sku the stock keeping unit
 * @param name the name
 * @param description the description
 * @param price the price of one unit
 * @param category the name of the category
 * @param stock the units on hand of a new product
 */
record ProductRow(
    int row,
    @Nullable String sku,
    @Nullable String name,
    @Nullable String description,
    @Nullable Money price,
    @Nullable String category,
    @Nullable Long stock) {}
