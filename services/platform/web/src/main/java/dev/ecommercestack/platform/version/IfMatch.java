package dev.ecommercestack.platform.version;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code If-Match} (RFC 9110, 13.1.1). A controller reads it as {@code @RequestHeader}.
 *
 * @param tags the strong entity tags without quotes; weak ones never match
 * @param any whether the header is {@code *}, which every existing resource matches
 */
@Schema(type = "string", example = "\"3\"")
public record IfMatch(List<String> tags, boolean any) {
  /** One tag of a list with the comma behind it. */
  private static final Pattern ITEM =
      Pattern.compile("\\G[ \\t]*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*+)\"[ \\t]*(?:,|$)");

  /**
   * Parses the header. Spring calls it for a {@code @RequestHeader}.
   *
   * @throws IllegalArgumentException if it is neither {@code *} nor a list of entity tags
   */
  public static IfMatch valueOf(String header) {
    String text = header.strip();
    if (text.equals("*")) {
      return new IfMatch(List.of(), true);
    }
    List<String> tags = new ArrayList<>();
    Matcher item = ITEM.matcher(text);
    int end = 0;
    do {
      if (!item.find(end)) {
        throw new IllegalArgumentException("no list of entity tags");
      }
      if (item.group(1) == null) {
        tags.add(item.group(2));
      }
      end = item.end();
    } while (end < text.length());
    return new IfMatch(tags, false);
  }

  /** Returns the entity tag of a version, with quotes. */
  static String tag(long version) {
    return "\"" + version + "\"";
  }

  /** Returns whether the header names the version. */
  public boolean matches(long version) {
    return any || tags.contains(Long.toString(version));
  }

  /**
   * Refuses a change of another version than the client has read.
   *
   * @param current the version of the resource, read in the transaction that changes it
   * @throws ProblemException 412 {@code precondition_failed} with the current version
   */
  public void require(long current) {
    if (!matches(current)) {
      throw new ProblemException(
              ProblemCode.PRECONDITION_FAILED,
              "This was changed since: its version is %d, which If-Match does not name. Read it again and repeat the change."
                  .formatted(current))
          .with("version", current);
    }
  }
}
