package dev.ecommercestack.user.login;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.user.password.PasswordProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects all invalid fields of a request, so that one response lists them. */
public final class InvalidFields {
  private final List<Field> fields = new ArrayList<>();

  /**
   * An invalid field.
   *
   * @param field the name of the field
   * @param code the error code
   * @param message the expected value, for people
   */
  public record Field(String field, String code, String message) {}

  /**
   * Adds a field if its value could not be parsed.
   *
   * @param field the name of the field
   * @param parsed the parsed value; empty if it is invalid
   * @param expected the message for an invalid value
   * @return {@code parsed}
   */
  public <T> Optional<T> require(String field, Optional<T> parsed, String expected) {
    if (parsed.isEmpty()) {
      fields.add(new Field(field, field + "_invalid", expected));
    }
    return parsed;
  }

  /** Adds the problems of a password. */
  public void add(String field, List<PasswordProblem> problems) {
    problems.forEach(problem -> fields.add(new Field(field, problem.code(), problem.message())));
  }

  /** Throws a 400 with code {@code validation_failed} if a field was added. */
  public void throwIfAny() {
    if (!fields.isEmpty()) {
      throw new ProblemException(
              ProblemCode.VALIDATION_FAILED, "The request has wrong or missing values: see fields.")
          .with("fields", List.copyOf(fields));
    }
  }
}
