package dev.ecommercestack.product.imports;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** The format of an uploaded list. */
enum ImportFormat {
  /** CSV as of RFC 4180; the first record is the header. */
  CSV("text/csv"),

  /** One JSON object per line. */
  JSON_LINES("application/jsonl", "application/x-ndjson");

  private final List<String> types;

  ImportFormat(String... types) {
    this.types = List.of(types);
  }

  /** Returns the media type of the format. */
  String mediaType() {
    return types.getFirst();
  }

  /**
   * Returns the format of a Content-Type.
   *
   * @param contentType the header; null if the request has none
   * @throws ProblemException 415 {@code unsupported_media_type}
   */
  static ImportFormat of(@Nullable String contentType) {
    MimeType type = parse(contentType);
    String charset = Optional.ofNullable(type.getParameter("charset")).orElse("utf-8");
    if (!charset.replace("\"", "").toLowerCase(Locale.ROOT).equals("utf-8")) {
      throw unsupported("Send the list in UTF-8, not in " + charset + ".");
    }
    String name = (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
    return Stream.of(values())
        .filter(format -> format.types.contains(name))
        .findFirst()
        .orElseThrow(ImportFormat::unsupported);
  }

  private static MimeType parse(@Nullable String contentType) {
    try {
      return MimeTypeUtils.parseMimeType(contentType == null ? "" : contentType);
    } catch (InvalidMimeTypeException e) {
      throw unsupported();
    }
  }

  private static ProblemException unsupported() {
    return unsupported("Send the list with Content-Type text/csv or application/jsonl.");
  }

  private static ProblemException unsupported(String detail) {
    return new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, detail);
  }
}
