package dev.ecommercestack.operator.api.v1alpha1.component;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ecommercestack.operator.api.v1alpha1.schema.ApiObject;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many requests accounts and client addresses may make. */
@ApiObject
public record RateLimits(
    @JsonPropertyDescription("Whether requests are limited: Enabled (the default) or Disabled.")
        @Nullable LimitMode mode,
    @Size(max = 3)
        @ValidationRule(
            value = "self.all(limit, limit.kind in ['Claim', 'Read', 'Write'])",
            message = "an account has limits of the kinds Claim, Read and Write")
        @JsonPropertyDescription(
            "Limits of each account, of the kinds Claim, Read and Write, in place of the defaults.")
        List<KindLimit> perAccount,
    @Size(max = 7)
        @JsonPropertyDescription(
            "Limits of each client address (IPv6: /64), which many people may share, in place of the"
                + " defaults.")
        List<KindLimit> perAddress,
    @JsonPropertyDescription(
            "Deprecated, write perAccount: limit of Read and Write of each account; an address has"
                + " ten times as much.")
        @Nullable Limit perUser) {

  /** Fills in empty lists for what was left out. */
  public RateLimits {
    perAccount = List.copyOf(requireNonNullElse(perAccount, List.of()));
    perAddress = List.copyOf(requireNonNullElse(perAddress, List.of()));
  }

  /** Whether there are limits. YAML 1.1 would read Off as a boolean. */
  public enum LimitMode {
    /** Requests beyond a limit are refused. */
    Enabled,
    /** No request is refused for a limit. */
    Disabled
  }

  /** What a limit counts. */
  public enum LimitKind {
    /** Every request. */
    Any,
    /** Access tokens that are not valid. */
    InvalidToken,
    /** Logins. */
    Login,
    /** Sign-ups. */
    SignUp,
    /** Claims of coupons. */
    Claim,
    /** Other requests that read. */
    Read,
    /** Other requests. */
    Write
  }

  /** The limit of one kind of requests: a token bucket. */
  @ApiObject
  @ValidationRule(
      value = "self.burst * 60 >= self.requestsPerMinute",
      message =
          "burst is below what requestsPerMinute lets through in a second: write a larger one")
  public record KindLimit(
      @Required @JsonPropertyDescription("What is counted.") LimitKind kind,
      @Required
          @Min(1)
          @Max(6_000_000)
          @JsonPropertyDescription("How many per minute in the long run.")
          Integer requestsPerMinute,
      @Required @Min(1) @Max(1_000_000) @JsonPropertyDescription("How many at once after a pause.")
          Integer burst) {}

  /** The limit of perUser: a token bucket. */
  @ApiObject
  @ValidationRule(
      value = "self.burst >= self.requestsPerSecond",
      message =
          "burst is below requestsPerSecond: write a burst that is at least requestsPerSecond")
  public record Limit(
      @Required
          @Min(1)
          @Max(100_000)
          @JsonPropertyDescription("Requests per second that are let through in the long run.")
          Integer requestsPerSecond,
      @Required
          @Min(1)
          @Max(1_000_000)
          @JsonPropertyDescription(
              "Requests that are let through at once after a pause; at least requestsPerSecond.")
          Integer burst) {}
}
