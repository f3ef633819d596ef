package dev.ecommercestack.product.query;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The filter of a list of products.
 *
 * @param words the words that a product must have; empty for no restriction
 * @param category the id of the category; null for no restriction
 * @param status the status that a product must have
 */
public record ListQuery(SearchWords words, @Nullable UUID category, ProductStatus status) {}
