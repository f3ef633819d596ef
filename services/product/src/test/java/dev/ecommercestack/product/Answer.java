package dev.ecommercestack.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What the service answered.
 *
 * @param status HTTP status
 * @param headers all of them
 * @param body JSON; empty when there was none
 */
record Answer(int status, HttpHeaders headers, JsonNode body) {
  Answer expect(int expected) {
    assertThat(status).as(body.toString()).isEqualTo(expected);
    return this;
  }

  Answer expect(int expected, String code) {
    expect(expected);
    assertThat(code()).isEqualTo(code);
    return this;
  }

  String text(String field) {
    return body.path(field).asString("");
  }

  String code() {
    return text("code");
  }

  String id() {
    return text("id");
  }

  long number(String field) {
    return body.path(field).asLong(Long.MIN_VALUE);
  }

  /** The identifiers of a list's items. */
  List<String> ids() {
    return StreamSupport.stream(body.path("items").spliterator(), false)
        .map(item -> item.path("id").asString())
        .toList();
  }
}
