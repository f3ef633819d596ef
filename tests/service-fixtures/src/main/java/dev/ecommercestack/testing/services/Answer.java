package dev.ecommercestack.testing.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What a service answered.
 *
 * @param status HTTP status
 * @param headers all of them
 * @param body JSON; empty when there was none
 */
public record Answer(int status, HttpHeaders headers, JsonNode body) {
  /** Checks the status. */
  public Answer expect(int expected) {
    assertThat(status).as("%s", body).isEqualTo(expected);
    return this;
  }

  /** Checks the status and a problem's code. */
  public Answer expect(int expected, String code) {
    expect(expected);
    assertThat(code()).isEqualTo(code);
    return this;
  }

  /** Returns a member as text, empty if it is absent. */
  public String text(String field) {
    return body.path(field).asString("");
  }

  /** Returns a member as a number, {@link Long#MIN_VALUE} if it is absent. */
  public long number(String field) {
    return body.path(field).asLong(Long.MIN_VALUE);
  }

  /** Returns a problem's code. */
  public String code() {
    return text("code");
  }

  /** Returns the identifier of what was answered. */
  public String id() {
    return text("id");
  }

  /** Returns the identifiers of a list's items. */
  public List<String> ids() {
    return StreamSupport.stream(body.path("items").spliterator(), false)
        .map(item -> item.path("id").asString())
        .toList();
  }
}
