package dev.ecommercestack.user.password;

/**
 * A reason why a password is refused.
 *
 * @param code the error code
 * @param message the explanation for people: what to do instead
 */
public record PasswordProblem(String code, String message) {}
