package dev.ecommercestack.product.shelf;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which products are wanted.
 *
 * @param words what they are about; if empty, all
 * @param category which category; if null, all
 * @param status whether they are sold
 */
public record ListQuery(SearchWords words, @Nullable UUID category, ProductStatus status) {}
