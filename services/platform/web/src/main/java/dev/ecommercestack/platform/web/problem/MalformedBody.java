package dev.ecommercestack.platform.web.problem;

import dev.ecommercestack.platform.problem.FieldProblem;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Explains what is wrong with a body, without class names and without its content. */
final class MalformedBody {
  private MalformedBody() {}

  static ProblemException explain(HttpMessageNotReadableException exception) {
    return exception.getCause() instanceof UnrecognizedPropertyException unknown
        ? ProblemException.invalid(List.of(new FieldProblem(path(unknown), unknown(unknown))))
        : new ProblemException(ProblemCode.MALFORMED_REQUEST, sentence(exception));
  }

  private static String unknown(UnrecognizedPropertyException exception) {
    return exception.getKnownPropertyIds().stream()
        .map(Object::toString)
        .sorted()
        .collect(Collectors.joining(", ", "is unknown; the fields here are ", ""));
  }

  private static String sentence(HttpMessageNotReadableException exception) {
    return switch (exception.getCause()) {
      case InputCoercionException wrong ->
          "The value of %s %s, and not as large."
              .formatted(path(wrong), TypeDescription.of(wrong.getTargetType()));
      case MismatchedInputException wrong when !wrong.getPath().isEmpty() ->
          "The value of %s %s."
              .formatted(
                  path(wrong),
                  TypeDescription.of(wrong.getTargetType(), "has the wrong shape or is missing"));
      case MismatchedInputException wrong ->
          "The body must be one JSON document of the kind that the API's description shows.";
      case StreamReadException wrong
          when wrong.getOriginalMessage().startsWith("Duplicate Object property") ->
          "The field %s is there twice at line %d, column %d."
              .formatted(
                  wrong.processor().currentName(),
                  wrong.getLocation().getLineNr(),
                  wrong.getLocation().getColumnNr());
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
