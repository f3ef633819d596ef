package dev.ecommercestack.platform.problem;

/**
 * One wrong field of a request.
 *
 * @param field the path of the field, for example {@code items[0].quantity}
 * @param message what the value must be
 */
public record FieldProblem(String field, String message) {}
