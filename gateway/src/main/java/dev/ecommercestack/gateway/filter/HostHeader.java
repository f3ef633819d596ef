package dev.ecommercestack.gateway.filter;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.platform.problem.ProblemCode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules for the Host header of requests. */
public final class HostHeader {
  private static final Pattern VALID =
      Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{1,5}))?");
  private static final int MAX_PORT = 65_535;

  private HostHeader() {}

  /** Returns whether the Host headers of one request are none, or one that is valid. */
  public static boolean isValid(List<String> hosts) {
    return hosts.isEmpty() || (hosts.size() == 1 && isValid(hosts.getFirst()));
  }

  static boolean isValid(String host) {
    Matcher parts = VALID.matcher(host);
    return parts.matches() && (parts.group("port") == null || port(parts) <= MAX_PORT);
  }

  private static int port(Matcher parts) {
    return Integer.parseInt(parts.group("port"));
  }

  /** Returns the refusal of a request whose Host headers are invalid. */
  public static GatewayProblemException invalid() {
    return new GatewayProblemException(
        ProblemCode.BAD_HOST,
        "Send one Host header with a name and, if needed, a port of up to 65535, for example"
            + " shop.example:8080.");
  }
}
