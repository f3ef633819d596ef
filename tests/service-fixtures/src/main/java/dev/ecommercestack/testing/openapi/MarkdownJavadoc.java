package dev.ecommercestack.testing.openapi;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.SpringDocJavadocProvider;
import org.springframework.web.util.HtmlUtils;

/** Javadoc texts as Markdown, which OpenAPI descriptions are. */
final class MarkdownJavadoc extends SpringDocJavadocProvider {
  private static final Pattern CODE = Pattern.compile("<code>(.*?)</code>", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\{@link(?:plain)? [^}]*?(\\w+)}");

  @Override
  public String getClassJavadoc(Class<?> type) {
    return markdown(super.getClassJavadoc(type));
  }

  @Override
  public Map<String, String> getRecordClassParamJavadoc(Class<?> type) {
    return super.getRecordClassParamJavadoc(type).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> markdown(entry.getValue())));
  }

  @Override
  public String getFieldJavadoc(Field field) {
    return markdown(super.getFieldJavadoc(field));
  }

  /** A first sentence is the summary of a method: controllers have one in {@code @Operation}. */
  @Override
  public String getMethodJavadocDescription(Method method) {
    return "";
  }

  /** A component that is null in Java is absent in JSON. */
  private static String markdown(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String code =
        CODE.matcher(text)
            .replaceAll(m -> Matcher.quoteReplacement("`" + m.group(1).strip() + "`"));
    return HtmlUtils.htmlUnescape(LINK.matcher(code).replaceAll("`$1`"))
        .replaceAll("\\bnull\\b", "absent")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
