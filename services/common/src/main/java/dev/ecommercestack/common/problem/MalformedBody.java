package dev.ecommercestack.common.problem;

import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says what is wrong with a body, without class names and without repeating its content. */
final class MalformedBody {
  private MalformedBody() {}

  static String explain(HttpMessageNotReadableException exception) {
    return switch (exception.getCause()) {
      case InvalidFormatException wrong ->
          "The value of %s %s.".formatted(path(wrong), Expected.of(wrong.getTargetType()));
      case InputCoercionException wrong ->
          "The value of %s %s, and not as large."
              .formatted(path(wrong), Expected.of(wrong.getTargetType()));
      case MismatchedInputException wrong when !wrong.getPath().isEmpty() ->
          "The value of %s has the wrong shape or is missing.".formatted(path(wrong));
      case MismatchedInputException wrong ->
          "The body must be JSON of the kind that the API's description shows.";
      case JacksonException wrong when wrong.getLocation() != null ->
          "The body is not valid JSON at line %d, column %d."
              .formatted(wrong.getLocation().getLineNr(), wrong.getLocation().getColumnNr());
      case null, default -> "The request needs a JSON body that can be read.";
    };
  }

  private static String path(JacksonException exception) {
    return exception.getPath().stream()
        .map(
            reference ->
                reference.getPropertyName() == null
                    ? "[" + reference.getIndex() + "]"
                    : "." + reference.getPropertyName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }
}
