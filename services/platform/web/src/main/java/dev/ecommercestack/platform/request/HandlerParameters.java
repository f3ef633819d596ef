package dev.ecommercestack.platform.request;

import dev.ecommercestack.platform.problem.FieldProblem;
import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.ModelAttributeMethodProcessor;
import org.springframework.web.method.annotation.RequestParamMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;

/**
 * The parts of a request that a handler method reads.
 *
 * @param types the types of its query parameters, by name
 * @param readsBody whether it reads the body
 */
record HandlerParameters(SortedMap<String, Class<?>> types, boolean readsBody) {
  private static final Pattern EMPTY_BODY = Pattern.compile("\\s*(\\{\\s*})?\\s*");

  /** How many bytes of a body are read to find out whether it is empty. */
  private static final int MAX_EMPTY_BODY_BYTES = 64;

  /**
   * Derives the parameters from a method.
   *
   * @param method the handler method
   * @param resolvers the argument resolvers of the application, in their order
   */
  static HandlerParameters of(HandlerMethod method, List<HandlerMethodArgumentResolver> resolvers) {
    SortedMap<String, Class<?>> types = new TreeMap<>();
    boolean readsBody = false;
    for (MethodParameter parameter : method.getMethodParameters()) {
      parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
      readsBody |=
          parameter.hasParameterAnnotation(RequestBody.class)
              || ServletRequest.class.isAssignableFrom(parameter.getParameterType());
      switch (resolver(parameter, resolvers)) {
        case RequestParamMethodArgumentResolver single ->
            types.put(name(parameter), parameter.nestedIfOptional().getNestedParameterType());
        case ModelAttributeMethodProcessor group -> {
          for (RecordComponent component : components(parameter.getParameterType())) {
            types.put(component.getName(), component.getType());
          }
        }
        default -> {}
      }
    }
    return new HandlerParameters(types, readsBody);
  }

  /**
   * Refuses a request with other parameters, or with a body that the method does not read.
   *
   * @throws ProblemException 400 {@code validation_failed} or {@code malformed_request}
   */
  void check(HttpServletRequest request) {
    if (readsBody && isForm(request)) {
      return; // The reader of the body refuses this media type.
    }
    List<FieldProblem> wrong = new ArrayList<>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              Class<?> type = types.get(name);
              if (type == null) {
                wrong.add(new FieldProblem(name, unknown()));
              } else if (values.length > 1 && !isList(type)) {
                wrong.add(new FieldProblem(name, "must be given once"));
              }
            });
    if (!wrong.isEmpty()) {
      throw ProblemException.invalid(wrong);
    }
    if (!readsBody && hasFields(request)) {
      throw new ProblemException(
          ProblemCode.MALFORMED_REQUEST, "This request takes no body. Send it without one.");
    }
  }

  private String unknown() {
    return types.isEmpty()
        ? "is unknown; there are no parameters here"
        : "is unknown; the parameters here are " + String.join(", ", types.keySet());
  }

  private static HandlerMethodArgumentResolver resolver(
      MethodParameter parameter, List<HandlerMethodArgumentResolver> resolvers) {
    return resolvers.stream()
        .filter(resolver -> resolver.supportsParameter(parameter))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Nothing gives an argument to " + parameter));
  }

  private static String name(MethodParameter parameter) {
    RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
    return annotation == null || annotation.name().isEmpty()
        ? Objects.requireNonNull(parameter.getParameterName(), "compiled with -parameters")
        : annotation.name();
  }

  private static RecordComponent[] components(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalStateException("A group of parameters must be a record: " + type);
    }
    return type.getRecordComponents();
  }

  private static boolean isList(Class<?> type) {
    return type.isArray() || Collection.class.isAssignableFrom(type);
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
  }

  private static boolean hasFields(HttpServletRequest request) {
    try {
      byte[] start = request.getInputStream().readNBytes(MAX_EMPTY_BODY_BYTES);
      return start.length == MAX_EMPTY_BODY_BYTES
          || !EMPTY_BODY.matcher(new String(start, StandardCharsets.UTF_8)).matches();
    } catch (IOException e) {
      return true; // The client broke off while it sent a body.
    }
  }
}
