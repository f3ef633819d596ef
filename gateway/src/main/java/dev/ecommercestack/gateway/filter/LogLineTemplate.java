package dev.ecommercestack.gateway.filter;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * The text that all JSON lines of a logger, a level and some keys have in common, with places for
 * what differs: time, thread, message and values. Made of a line that an encoder has written for
 * known values.
 */
final class LogLineTemplate {
  private static final Instant TIME = Instant.parse("1999-12-31T23:59:59.123456789Z");
  private static final String TEXT = "value-of-a-template-";
  private static final long NUMBER = 8_123_456_789_012_345_000L;

  private final Level level;
  private final List<String> keys;
  private final List<Part> parts;

  private LogLineTemplate(Level level, List<String> keys, List<Part> parts) {
    this.level = level;
    this.keys = keys;
    this.parts = parts;
  }

  /** A place for a value, and the text before it. The last part of a line writes no value. */
  private record Part(String text, BiConsumer<ILoggingEvent, StringBuilder> value) {}

  /** How a value of the example is written, and what is written in its place. */
  private record Place(String example, BiConsumer<ILoggingEvent, StringBuilder> value) {}

  /**
   * Makes the template of an event.
   *
   * @param encoder encodes lines as JSON
   * @return the template; empty when the encoder writes one of the values in a form of its own
   */
  static Optional<LogLineTemplate> of(ILoggingEvent event, Encoder<ILoggingEvent> encoder) {
    LoggingEvent example = new LoggingEvent();
    example.setLoggerName(event.getLoggerName());
    example.setLevel(event.getLevel());
    example.setMDCPropertyMap(Map.of());
    example.setInstant(TIME);
    example.setThreadName(TEXT + "thread");
    example.setMessage(TEXT + "message");
    List<Place> places = new ArrayList<>();
    places.add(new Place(TIME.toString(), (from, line) -> line.append(from.getInstant())));
    places.add(new Place(TEXT + "thread", (from, line) -> appendText(from.getThreadName(), line)));
    places.add(
        new Place(TEXT + "message", (from, line) -> appendText(from.getFormattedMessage(), line)));
    List<KeyValuePair> pairs = pairs(event);
    for (int i = 0; i < pairs.size(); i++) {
      KeyValuePair pair = pairs.get(i);
      Object value = pair.value instanceof Number ? (Object) (NUMBER + i) : TEXT + i + ".";
      example.addKeyValuePair(new KeyValuePair(pair.key, value));
      int index = i;
      places.add(
          new Place(
              value.toString(), (from, line) -> appendValue(pairs(from).get(index).value, line)));
    }
    return parts(new String(encoder.encode(example), StandardCharsets.UTF_8), places)
        .map(parts -> new LogLineTemplate(event.getLevel(), keys(event), parts));
  }

  /** Cuts an example into parts; each of its values must be in it once. */
  private static Optional<List<Part>> parts(String example, List<Place> places) {
    List<Place> inOrder =
        places.stream()
            .sorted(Comparator.comparingInt(place -> example.indexOf(place.example)))
            .toList();
    List<Part> parts = new ArrayList<>();
    int end = 0;
    for (Place place : inOrder) {
      int start = example.indexOf(place.example);
      if (start < end || example.lastIndexOf(place.example) != start) {
        return Optional.empty();
      }
      parts.add(new Part(example.substring(end, start), place.value));
      end = start + place.example.length();
    }
    parts.add(new Part(example.substring(end), (_, _) -> {}));
    return Optional.of(parts);
  }

  /** Returns whether the line of an event differs from the template in its values only. */
  boolean fits(ILoggingEvent event) {
    return event.getLevel().equals(level)
        && event.getThrowableProxy() == null
        && event.getMDCPropertyMap().isEmpty()
        && keys(event).equals(keys);
  }

  /** Returns the line of an event that {@link #fits}, in UTF-8. */
  byte[] line(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(512);
    for (Part part : parts) {
      line.append(part.text);
      part.value.accept(event, line);
    }
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<KeyValuePair> pairs(ILoggingEvent event) {
    return Objects.requireNonNullElse(event.getKeyValuePairs(), List.of());
  }

  private static List<String> keys(ILoggingEvent event) {
    return pairs(event).stream().map(pair -> pair.key).toList();
  }

  private static void appendValue(Object value, StringBuilder line) {
    if (value instanceof Number) {
      line.append(value);
    } else {
      appendText(String.valueOf(value), line);
    }
  }

  private static void appendText(String text, StringBuilder line) {
    JsonStringEncoder.getInstance().quoteAsString(text, line);
  }
}
