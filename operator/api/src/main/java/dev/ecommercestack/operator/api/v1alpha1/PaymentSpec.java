package dev.ecommercestack.operator.api.v1alpha1;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import dev.ecommercestack.operator.api.v1alpha1.schema.DurationField;
import dev.ecommercestack.operator.api.v1alpha1.schema.Patterns;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The payment provider. */
@ApiObject
public record PaymentSpec(
    @Required
        @JsonPropertyDescription(
            "A payment provider that only pretends: no money moves. The default, and the only one so"
                + " far.")
        Simulator simulator) {

  /** The simulator with the defaults of the schema. */
  public static final PaymentSpec DEFAULT = new PaymentSpec(Simulator.DEFAULT);

  /** A simulated payment provider. */
  @ApiObject
  public record Simulator(
      @Default("20ms")
          @DurationField
          @JsonPropertyDescription("How long a payment takes, for example 20ms.")
          String latency,
      @Default("\"0\"")
          @Size(max = 8)
          @Pattern(Patterns.RATE)
          @JsonPropertyDescription(
              "Share of payments that are declined, a decimal number from \"0\" to \"1\" in quotes,"
                  + " for example \"0.01\" for one in a hundred.")
          String declineRate) {

    /** 20 milliseconds, nothing declined. */
    public static final Simulator DEFAULT = new Simulator("20ms", "0");

    /** Fills in the defaults of the schema. */
    public Simulator {
      latency = requireNonNullElse(latency, "20ms");
      declineRate = requireNonNullElse(declineRate, "0");
    }
  }
}
