package dev.ecommercestack.testing.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * The HTTP response of a service.
 *
 * @param status the HTTP status
 * @param headers the response headers
 * @param body the JSON body; an empty object when the response has none
 */
public record Answer(int status, HttpHeaders headers, JsonNode body) {
  /** Checks the status. */
  public Answer expect(int expected) {
    assertThat(status).as("%s", body).isEqualTo(expected);
    return this;
  }

  /** Checks the status and the error code of the problem details. */
  public Answer expect(int expected, String code) {
    expect(expected);
    assertThat(code()).isEqualTo(code);
    return this;
  }

  /** Returns a field of the body as text, empty if it is absent. */
  public String text(String field) {
    return body.path(field).asString("");
  }

  /** Returns a field of the body as a number, {@link Long#MIN_VALUE} if it is absent. */
  public long number(String field) {
    return body.path(field).asLong(Long.MIN_VALUE);
  }

  /** Returns the error code of the problem details. */
  public String code() {
    return text("code");
  }

  /** Returns the field {@code id} of the body. */
  public String id() {
    return text("id");
  }

  /** Returns the field {@code id} of each item of a list. */
  public List<String> ids() {
    return StreamSupport.stream(body.path("items").spliterator(), false)
        .map(item -> item.path("id").asString())
        .toList();
  }
}
