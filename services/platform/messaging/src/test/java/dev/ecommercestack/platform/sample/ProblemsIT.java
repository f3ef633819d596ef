package dev.ecommercestack.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a client of any service is told about a request that is refused. */
class ProblemsIT extends SampleFixture {
  @Test
  void wrongFieldsAreNamed() throws Exception {
    HttpResponse<String> answer = post(customer(), "k2", "{\"text\":\"\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").asString()).isEqualTo("validation_failed");
    assertThat(json(answer).at("/fields/0/field").asString()).isEqualTo("text");
  }

  @Test
  void malformedBodyIsExplained() throws Exception {
    HttpResponse<String> answer = post(customer(), "k3", "{\"text\":");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").asString()).isEqualTo("malformed_request");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"text":"a","copies":1.5}                    | The value of copies must be a whole number.
          {"text":"a","copies":"x"}                    | The value of copies must be a whole number.
          {"text":"a","copies":99999999999999999999}   | The value of copies must be a whole number, and not as large.
          {"text":"a","importance":"LOW"}              | The value of importance must be one of NORMAL, HIGH.
          {"text":"a","importance":1}                  | The value of importance must be one of NORMAL, HIGH.
          {"text":"a","importance":"1"}                | The value of importance must be one of NORMAL, HIGH.
          {"text":123}                                 | The value of text must be a text.
          {"text":1.5}                                 | The value of text must be a text.
          {"text":true}                                | The value of text must be a text.
          {"text":{}}                                  | The value of text must be a text.
          []                                           | The body must be one JSON document of the kind that the API's description shows.
          """)
  void aValueOfAnotherKindIsRefusedInWords(String body, String detail) throws Exception {
    HttpResponse<String> answer = post(customer(), UUID.randomUUID().toString(), body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").asString()).isEqualTo("malformed_request");
    assertThat(json(answer).path("detail").asString()).isEqualTo(detail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/yaml",
        "application/xml",
        "application/cbor",
        "application/x-www-form-urlencoded"
      })
  void bodiesAreJsonAndNothingElse(String format) throws Exception {
    HttpResponse<String> written =
        send(
            HttpRequest.newBuilder(uri("/api/v1/notes"))
                .header("Authorization", "Bearer " + customer())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", format)
                .POST(HttpRequest.BodyPublishers.ofString("{text: a, copies: 1.5}")));
    assertThat(written.statusCode()).isEqualTo(415);
    assertThat(json(written).path("code").asString()).isEqualTo("unsupported_media_type");

    HttpResponse<String> read =
        send(HttpRequest.newBuilder(uri("/api/v1/notes")).header("Accept", format));
    assertThat(read.statusCode()).isEqualTo(406);
    assertThat(json(read).path("code").asString()).isEqualTo("not_acceptable");
  }

  @Test
  void parametersOfAnotherKindAreRefusedInWords() throws Exception {
    JsonNode limit = json(get("/api/v1/notes?limit=many", null));
    assertThat(limit.at("/fields/0/field").asString()).isEqualTo("limit");
    assertThat(limit.at("/fields/0/message").asString()).isEqualTo("must be a whole number");
    assertThat(json(get("/api/v1/notes/not-a-uuid", null)).path("detail").asString())
        .isEqualTo("id must be a UUID.");
    HttpResponse<String> bytes = get("/api/v1/notes?cursor=%ff%fe", null);
    assertThat(bytes.statusCode()).isEqualTo(400);
    assertThat(json(bytes).path("detail").asString()).contains("UTF-8");
  }

  @Test
  void everyRefusalIsADocumentThatLeadsToTheLog() throws Exception {
    HttpResponse<String> kind =
        send(
            HttpRequest.newBuilder(uri("/api/v1/notes/" + UUID.randomUUID()))
                .header("Accept", "garbage"));
    HttpResponse<String> method =
        send(
            HttpRequest.newBuilder(uri("/api/v1/notes"))
                .header("Authorization", "Bearer " + customer())
                .DELETE());
    HttpResponse<String> path = get("/api/v1/unknown", customer());
    assertThat(path.body()).doesNotContain("static resource");
    for (HttpResponse<String> answer : List.of(kind, method, path)) {
      assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
      assertThat(json(answer).path("code").asString()).isNotEmpty();
      assertThat(json(answer).path("detail").asString()).isNotEmpty();
      assertThat(json(answer).path("traceId").asString("")).isNotEmpty();
    }
  }

  @Test
  void whatIsNotThereIsAProblem() throws Exception {
    assertThat(json(get("/api/v1/notes/" + UUID.randomUUID(), null)).path("code").asString())
        .isEqualTo("not_found");
    HttpResponse<String> unknown = get("/api/v1/unknown", customer());
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(json(unknown).path("code").asString()).isEqualTo("not_found");
    assertThat(json(get("/api/v1/notes/not-a-uuid", null)).path("code").asString())
        .isEqualTo("bad_request");
  }
}
