package dev.ecommercestack.worker.job;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/**
 * The document in the result of a job, as a file to download.
 *
 * @param name the file name with its extension
 * @param type the media type
 * @param text the whole content
 */
record DocumentFile(String name, MediaType type, String text) {
  /** Without it, Excel reads a CSV file in the code page of the computer. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String FORBIDDEN_IN_FILE_NAMES = "[\\p{Cntrl}\\\\/:*?\"<>|]";

  /** Returns the document in the result of a job; empty if the job has none. */
  static Optional<DocumentFile> of(Job job) {
    JsonNode result = job.result();
    if (result == null || !result.path("document").isString()) {
      return Optional.empty();
    }
    MediaType type = MediaType.parseMediaType(result.path("contentType").asString());
    String title = result.path("title").asString().replaceAll(FORBIDDEN_IN_FILE_NAMES, "_");
    String text = result.path("document").asString();
    return Optional.of(
        new DocumentFile(
            title + "." + type.getSubtype(),
            type,
            type.getSubtype().equals("csv") ? BYTE_ORDER_MARK + text : text));
  }

  ResponseEntity<byte[]> response() {
    var disposition = ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8);
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition.build().toString())
        .contentType(type)
        .body(text.getBytes(StandardCharsets.UTF_8));
  }
}
