package dev.ecommercestack.user;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/**
 * What the service answered.
 *
 * @param status HTTP status
 * @param headers all of them
 * @param body JSON; empty when there was none
 */
record Answer(int status, HttpHeaders headers, JsonNode body) {
  String text(String field) {
    return body.path(field).asString("");
  }

  String code() {
    return text("code");
  }

  String accessToken() {
    return text("accessToken");
  }

  String refreshToken() {
    return text("refreshToken");
  }
}
