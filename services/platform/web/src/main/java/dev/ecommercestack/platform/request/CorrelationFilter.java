package dev.ecommercestack.platform.request;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.platform.message.Correlation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request its correlation identifier: the one in the header {@value #HEADER} if it is a
 * UUID of version 7, else a new one.
 */
final class CorrelationFilter extends OncePerRequestFilter {
  static final String HEADER = "X-Correlation-Id";
  private static final int UUID_LENGTH = 36;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    UUID id = fromHeader(request).orElseGet(Uuid7::next);
    response.setHeader(HEADER, id.toString());
    try (Correlation.Scope ignored = Correlation.open(id)) {
      chain.doFilter(request, response);
    }
  }

  private static Optional<UUID> fromHeader(HttpServletRequest request) {
    String header = request.getHeader(HEADER);
    if (header == null || header.length() != UUID_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(header)).filter(id -> id.version() == 7);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
