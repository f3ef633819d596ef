package dev.ecommercestack.platform.problem;

/**
 * One wrong field of a request.
 *
 * @param field path of the field, for example {@code items[0].quantity}
 * @param message what is expected
 */
public record FieldProblem(String field, String message) {}
