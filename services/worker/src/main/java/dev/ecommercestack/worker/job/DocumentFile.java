package dev.ecommercestack.worker.job;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/**
 * The document that a job made, as a file to save.
 *
 * @param name with the ending of its type
 * @param type what it is written in
 * @param text all of it
 */
record DocumentFile(String name, MediaType type, String text) {
  /** Excel takes a CSV file without it for one in the code page of the computer. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String NOT_IN_FILE_NAMES = "[\\p{Cntrl}\\\\/:*?\"<>|]";

  /** Returns the document in the result of a job; empty if the job has none. */
  static Optional<DocumentFile> of(Job job) {
    JsonNode result = job.result();
    if (result == null || !result.path("document").isString()) {
      return Optional.empty();
    }
    MediaType type = MediaType.parseMediaType(result.path("contentType").asString());
    String title = result.path("title").asString().replaceAll(NOT_IN_FILE_NAMES, "_");
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
