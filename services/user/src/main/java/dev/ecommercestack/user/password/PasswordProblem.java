package dev.ecommercestack.user.password;

/**
 * One reason why a password is refused.
 *
 * @param code stable, for programs
 * @param message for people: what to do instead
 */
public record PasswordProblem(String code, String message) {}
