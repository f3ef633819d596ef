package dev.ecommercestack.worker;

import dev.ecommercestack.platform.id.Uuid7;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The data of jobs. */
final class Jobs {
  private Jobs() {}

  /** Returns a job with one more field. */
  static Map<String, Object> with(Map<String, Object> job, String field, Object value) {
    Map<String, Object> more = new HashMap<>(job);
    more.put(field, value);
    return more;
  }

  static Map<String, Object> payment(UUID jobId, String kind, UUID paymentId, long amount) {
    return Map.of(
        "jobId",
        jobId,
        "kind",
        kind,
        "paymentId",
        paymentId,
        "orderId",
        Uuid7.next(),
        "userId",
        Uuid7.next(),
        "amount",
        Map.of("amount", amount, "currency", "KRW"),
        "replyTo",
        "order");
  }

  static Map<String, Object> catalogImport(UUID jobId, UUID importId, String format, int rows) {
    return Map.of(
        "jobId",
        jobId,
        "importId",
        importId,
        "format",
        format,
        "rows",
        rows,
        "requestedBy",
        Uuid7.next(),
        "replyTo",
        "product");
  }

  static Map<String, Object> mail(UUID jobId, String template, String locale, String email) {
    return mail(jobId, template, locale, email, Map.of());
  }

  static Map<String, Object> mail(
      UUID jobId, String template, String locale, String email, Map<String, String> values) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("jobId", jobId);
    data.put("channel", "EMAIL");
    data.put("template", template);
    data.put("locale", locale);
    data.put("recipient", Map.of("userId", Uuid7.next(), "email", email, "name", "김미나"));
    data.put("values", values);
    data.put("replyTo", "order");
    return data;
  }
}
