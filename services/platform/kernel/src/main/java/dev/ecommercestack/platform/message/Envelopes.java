package dev.ecommercestack.platform.message;

import dev.ecommercestack.platform.id.Uuid7;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes messages in envelopes and reads them. */
public final class Envelopes {
  private static final TypeReference<Envelope<JsonNode>> ANY = new TypeReference<>() {};

  private final JsonMapper json;
  private final Clock clock;
  private final String stack;
  private final Supplier<@Nullable String> trace;

  /**
   * @param json the application's mapper
   * @param clock the clock of {@code occurredAt}
   * @param stack the name of the stack
   * @param trace returns the current W3C trace context, or null
   */
  public Envelopes(JsonMapper json, Clock clock, String stack, Supplier<@Nullable String> trace) {
    this.json = json;
    this.clock = clock;
    this.stack = stack;
    this.trace = trace;
  }

  /** Returns a message in an envelope with a new id, the current time and correlation. */
  public Envelope<Object> wrap(Message message) {
    return new Envelope<>(
        Uuid7.next(),
        message.type(),
        message.version(),
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        message.aggregateId(),
        stack,
        Correlation.current(),
        trace.get(),
        message.data());
  }

  /** Returns an envelope as JSON in UTF-8. */
  public byte[] write(Envelope<?> envelope) {
    return json.writeValueAsBytes(envelope);
  }

  /**
   * Reads an envelope; {@link #as} then reads its data by its type.
   *
   * @throws MalformedMessageException if the body is no envelope
   */
  public Envelope<JsonNode> read(byte[] body) {
    Envelope<JsonNode> envelope;
    try {
      envelope = json.readValue(body, ANY);
    } catch (JacksonException e) {
      throw new MalformedMessageException("not an envelope: " + e.getOriginalMessage(), e);
    }
    require(envelope);
    return envelope;
  }

  /**
   * Reads the data of an envelope.
   *
   * @throws MalformedMessageException if the data cannot be read as that type
   */
  public <T> Envelope<T> as(Envelope<JsonNode> envelope, Class<T> type) {
    try {
      return envelope.with(json.treeToValue(envelope.data(), type));
    } catch (JacksonException e) {
      throw new MalformedMessageException(
          "data of %s %s is not a %s: %s"
              .formatted(
                  envelope.type(), envelope.id(), type.getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }

  /** Returns the JSON text of an envelope. */
  public String text(Envelope<?> envelope) {
    return new String(write(envelope), StandardCharsets.UTF_8);
  }

  private static void require(@Nullable Envelope<JsonNode> envelope) {
    try {
      Objects.requireNonNull(envelope, "an envelope");
      Objects.requireNonNull(envelope.id(), "id");
      Objects.requireNonNull(envelope.type(), "type");
      Objects.requireNonNull(envelope.aggregateId(), "aggregateId");
      Objects.requireNonNull(envelope.correlationId(), "correlationId");
      Objects.requireNonNull(envelope.data(), "data");
    } catch (NullPointerException e) {
      throw new MalformedMessageException("the envelope has no " + e.getMessage(), e);
    }
  }
}
