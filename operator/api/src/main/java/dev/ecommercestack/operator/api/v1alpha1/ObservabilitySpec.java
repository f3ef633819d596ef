package dev.ecommercestack.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Logs and traces of the services. */
@ApiObject
public record ObservabilitySpec(
    @Default("INFO")
        @JsonPropertyDescription(
            "How much the services log. Services behind the gateway change it while they run; pods of"
                + " eureka and gateway are replaced one by one.")
        LogLevel logLevel,
    @Size(max = 512)
        @Pattern(Patterns.URL)
        @JsonPropertyDescription(
            "OTLP endpoint (HTTP) that traces are sent to, for example http://otel-collector:4318;"
                + " no traces are sent without it.")
        @Nullable String otlpEndpoint) {

  /** Logs at INFO and no traces. */
  public static final ObservabilitySpec DEFAULT = new ObservabilitySpec(LogLevel.INFO, null);

  /** Fills in the default of the schema. */
  public ObservabilitySpec {
    logLevel = requireNonNullElse(logLevel, LogLevel.INFO);
  }

  /** Log levels, the most verbose first. */
  public enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
