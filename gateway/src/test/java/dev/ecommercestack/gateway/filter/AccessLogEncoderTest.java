package dev.ecommercestack.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

class AccessLogEncoderTest {
  private static final Instant TIME = Instant.parse("2026-12-01T08:00:00.120Z");

  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void setEnvironment() {
    context.putObject(
        Environment.class.getName(),
        new MockEnvironment().withProperty("spring.application.name", "gateway"));
  }

  private StructuredLogEncoder encoder(String format) {
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setContext(context);
    encoder.setFormat(format);
    encoder.start();
    return encoder;
  }

  private static LoggingEvent line(String path, int status, String thread) {
    return line("access", Level.INFO, path, status, thread, Map.of());
  }

  private static LoggingEvent line(
      String logger,
      Level level,
      String path,
      int status,
      String thread,
      Map<String, String> context) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerName(logger);
    event.setLevel(level);
    event.setInstant(TIME.plusMillis(status));
    event.setThreadName(thread);
    event.setMDCPropertyMap(context);
    event.setMessage("{} {}");
    event.setArgumentArray(new Object[] {path, status});
    event.addKeyValuePair(new KeyValuePair("http.request.method", "GET"));
    event.addKeyValuePair(new KeyValuePair("url.path", path));
    event.addKeyValuePair(new KeyValuePair("http.response.status_code", status));
    event.addKeyValuePair(new KeyValuePair("duration_ms", 1L));
    event.addKeyValuePair(new KeyValuePair("user.id", "-"));
    event.addKeyValuePair(new KeyValuePair("trace.id", ""));
    return event;
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "logstash", "gelf"})
  void writesWhatTheOtherEncoderWrites(String format) {
    StructuredLogEncoder other = encoder(format);
    AccessLogEncoder encoder = new AccessLogEncoder(other);
    for (String path : new String[] {"/", "/api/v1/products/7", "/\"\\\n\t\u0001/차", "/value"}) {
      ILoggingEvent event = line(path, 200 + path.length(), "http-" + path);
      assertThat(text(encoder.encode(event))).isEqualTo(text(other.encode(event)));
    }
  }

  @Test
  void leavesLinesOfAnotherShapeToTheOtherEncoder() {
    StructuredLogEncoder other = encoder("ecs");
    AccessLogEncoder encoder = new AccessLogEncoder(other);
    encoder.encode(line("/", 200, "http"));

    LoggingEvent withTrace = line("access", Level.INFO, "/a", 200, "http", Map.of("traceId", "1"));
    LoggingEvent warning = line("access", Level.WARN, "/a", 200, "http", Map.of());
    LoggingEvent ofAnotherLogger = line("another", Level.INFO, "/a", 200, "http", Map.of());
    LoggingEvent withOneMore = line("/a", 200, "http");
    withOneMore.addKeyValuePair(new KeyValuePair("more", "1"));
    for (ILoggingEvent event :
        new ILoggingEvent[] {withTrace, warning, withOneMore, ofAnotherLogger}) {
      assertThat(text(encoder.encode(event))).isEqualTo(text(other.encode(event)));
    }
  }

  @Test
  void usesTheTemplateForJsonOfTheElasticCommonSchema() {
    assertThat(LogLineTemplate.of(line("/", 200, "http"), encoder("ecs"))).isPresent();
  }
}
