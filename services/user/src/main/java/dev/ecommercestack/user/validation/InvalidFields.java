package dev.ecommercestack.user.validation;

import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.user.password.PasswordProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects everything that is wrong with a request, so that people are told once. */
public final class InvalidFields {
  private final List<Field> fields = new ArrayList<>();

  /**
   * One wrong field.
   *
   * @param field its name
   * @param code what is wrong, for programs
   * @param message what is expected, for people
   */
  public record Field(String field, String code, String message) {}

  /**
   * Notes a field whose value could not be read.
   *
   * @param field its name
   * @param parsed the value, or empty
   * @param expected what to tell when it is empty
   * @return the value, as given
   */
  public <T> Optional<T> require(String field, Optional<T> parsed, String expected) {
    if (parsed.isEmpty()) {
      fields.add(new Field(field, field + "_invalid", expected));
    }
    return parsed;
  }

  /** Notes what is wrong with a password. */
  public void add(String field, List<PasswordProblem> problems) {
    problems.forEach(problem -> fields.add(new Field(field, problem.code(), problem.message())));
  }

  /** Throws a 400 with code {@code validation_failed} if anything was noted. */
  public void throwIfAny() {
    if (!fields.isEmpty()) {
      throw ProblemException.badRequest(
              "validation_failed", "The request has wrong or missing values: see fields.")
          .with("fields", List.copyOf(fields));
    }
  }
}
