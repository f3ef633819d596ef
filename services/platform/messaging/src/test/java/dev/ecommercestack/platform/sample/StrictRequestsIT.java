package dev.ecommercestack.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A public request has only what its handler reads; a service may send more to another service. */
class StrictRequestsIT extends SampleFixture {
  private static final String PIN = "/api/v1/notes/" + UUID.randomUUID() + "/pin";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"text":"unknown","Copies":1}               | Copies        | copies, day, importance, links, pinned, price, remindAt, text, topic
          {"text":"unknown","links":[{"title":"b","url":1}]} | links[0].url  | title
          {"text":"unknown","price":{"amount":1,"currency":"KRW","cents":0}} | price.cents | amount, currency
          """)
  void refusesUnknownField(String body, String field, String known) throws Exception {
    HttpResponse<String> answer = post(customer(), UUID.randomUUID().toString(), body);
    assertThat(answer.statusCode()).as(body).isEqualTo(400);
    assertThat(json(answer).path("code").asString()).isEqualTo("validation_failed");
    assertThat(json(answer).at("/fields/0/field").asString()).isEqualTo(field);
    assertThat(json(answer).at("/fields/0/message").asString())
        .isEqualTo("is unknown; the fields here are " + known);
    assertThat(count("select count(*) from note where text = 'unknown'")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"text":"a","copies":"5"}        | The value of copies must be a whole number.
          {"text":"a","copies":5.7}        | The value of copies must be a whole number.
          {"text":"a","copies":5.0}        | The value of copies must be a whole number.
          {"text":"a","copies":""}         | The value of copies must be a whole number.
          {"text":"a","copies":true}       | The value of copies must be a whole number.
          {"text":"a","pinned":1}          | The value of pinned must be true or false.
          {"text":"a","pinned":"true"}     | The value of pinned must be true or false.
          {"text":"a","importance":0}      | The value of importance must be one of NORMAL, HIGH.
          {"text":"a","importance":""}     | The value of importance must be one of NORMAL, HIGH.
          {"text":"a","topic":""}          | The value of topic must be a UUID.
          {"text":"a","remindAt":1767225600}   | The value of remindAt must be a time such as 2026-01-31T00:00:00Z.
          {"text":"a","remindAt":1767225600.5} | The value of remindAt must be a time such as 2026-01-31T00:00:00Z.
          {"text":"a","remindAt":"1767225600"} | The value of remindAt must be a time such as 2026-01-31T00:00:00Z.
          {"text":"a","remindAt":""}       | The value of remindAt must be a time such as 2026-01-31T00:00:00Z.
          {"text":"a","day":20000}         | The value of day must be a date such as 2026-01-31.
          {"text":"a","day":[2026,1,31]}   | The value of day must be a date such as 2026-01-31.
          {"text":"a","day":"2026-01-31T00:00:00Z"} | The value of day must be a date such as 2026-01-31.
          {"text":"a","day":""}            | The value of day must be a date such as 2026-01-31.
          {"text":"a","price":""}          | The value of price has the wrong shape or is missing.
          {"text":"a","price":{"amount":null,"currency":"KRW"}} | The value of price.amount must be a whole number.
          {"text":"a","price":{"amount":1,"currency":""}} | The value of price.currency must be a currency of ISO 4217, for example KRW.
          {"text":"a","links":{"title":"b"}} | The value of links has the wrong shape or is missing.
          {"text":"a","text":"b"}          | The field text is there twice at line 1, column 19.
          {"text":"a"} {"text":"b"}        | The body must be one JSON document of the kind that the API's description shows.
          """)
  void refusesValueOfAnotherType(String body, String detail) throws Exception {
    HttpResponse<String> answer = post(customer(), UUID.randomUUID().toString(), body);
    assertThat(answer.statusCode()).as(body).isEqualTo(400);
    assertThat(json(answer).path("code").asString()).isEqualTo("malformed_request");
    assertThat(json(answer).path("detail").asString()).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | /api/v1/notes?Limit=5               | Limit | is unknown; the parameters here are cursor, limit
          HEAD | /api/v1/notes?sort=price            |       |
          GET  | /api/v1/notes?_limit=5              | _limit | is unknown; the parameters here are cursor, limit
          GET  | /api/v1/notes?limit=5&limit=6       | limit | must be given once
          GET  | /api/v1/notes/found?word=a&word=b   | word  | must be given once
          GET  | /api/v1/notes/found?word=a&x        | x     | is unknown; the parameters here are topic, word
          GET  | /api/v1/notes/00000000-0000-0000-0000-000000000000?x=1 | x | is unknown; there are no parameters here
          POST | /api/v1/notes?text=a                | text  | is unknown; there are no parameters here
          """)
  void refusesUnknownAndRepeatedParameter(
      String method, String path, @Nullable String name, @Nullable String message)
      throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + customer())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .method(
                    method,
                    "POST".equals(method)
                        ? BodyPublishers.ofString("{\"text\":\"a\"}")
                        : BodyPublishers.noBody()));
    assertThat(answer.statusCode()).as(path).isEqualTo(400);
    if (name != null) {
      assertThat(json(answer).path("code").asString()).isEqualTo("validation_failed");
      assertThat(json(answer).at("/fields/0/field").asString()).isEqualTo(name);
      assertThat(json(answer).at("/fields/0/message").asString()).isEqualTo(message);
    }
  }

  @Test
  void refusesUnknownFieldUnderPathWithPercentSigns() throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri("/%61pi/v1/notes/" + UUID.randomUUID()))
                .header("Authorization", "Bearer " + customer())
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"title\":\"a\",\"x\":1}")));
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void takesListOfOneParameter() throws Exception {
    String two = "&topic=" + UUID.randomUUID() + "&topic=" + UUID.randomUUID();
    assertThat(get("/api/v1/notes/found?word=a" + two, null).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/json                    | {"reason":"x"}
          application/x-www-form-urlencoded   | reason=x
          multipart/form-data; boundary=b     | --b~Content-Disposition: form-data; name="reason"~~x~--b--~
          text/plain                          | x
          """)
  void refusesBodyThatNobodyReads(String type, String body) throws Exception {
    HttpResponse<String> answer = pin(type, body.replace("~", "\r\n"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("code").asString()).isIn("malformed_request", "validation_failed");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = "application/json | {}\napplication/json | ''")
  void takesBodyWithoutFieldsWhereThereAreNone(String type, String body) throws Exception {
    assertThat(pin(type, body).statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/x-www-form-urlencoded | title=x
          multipart/form-data; boundary=b   | --b~Content-Disposition: form-data; name="title"~~x~--b--~
          """)
  void refusesFormWhereJsonIsRead(String type, String body) throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri("/api/v1/notes/" + UUID.randomUUID()))
                .header("Authorization", "Bearer " + customer())
                .header("Content-Type", type)
                .method("PATCH", BodyPublishers.ofString(body.replace("~", "\r\n"))));
    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void internalCallsIgnoreWhatThisVersionDoesNotKnow() throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri("/internal/notes?mode=new"))
                .header("Authorization", "Bearer " + issuer.issuer().service("order"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"text\":\"a\",\"later\":{\"x\":1}}")));
    assertThat(answer.statusCode()).isEqualTo(204);
  }

  private HttpResponse<String> pin(String type, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(uri(PIN))
            .header("Authorization", "Bearer " + customer())
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }
}
