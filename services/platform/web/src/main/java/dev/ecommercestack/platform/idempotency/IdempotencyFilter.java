package dev.ecommercestack.platform.idempotency;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.platform.problem.Problems;
import dev.ecommercestack.platform.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Runs requests to {@link Idempotent} methods once per key, and replays the stored response. */
final class IdempotencyFilter extends OncePerRequestFilter {
  static final String KEY_HEADER = "Idempotency-Key";
  static final String REPLAYED_HEADER = "Idempotency-Replayed";
  private static final int MAX_KEY_LENGTH = 255;

  /** How many bodies may be in files at once: the disk of temporary files is small. */
  private static final int MAX_FILES = 4;

  private final IdempotentHandlers handlers;
  private final IdempotencyKeyRepository keys;
  private final TransactionOperations transactions;
  private final IdempotencyProperties properties;
  private final UnaryOperator<String> placeholders;
  private final ProblemWriter problems;
  private final HandlerExceptionResolver exceptions;
  private final Semaphore files = new Semaphore(MAX_FILES);

  IdempotencyFilter(
      IdempotentHandlers handlers,
      IdempotencyKeyRepository keys,
      TransactionOperations transactions,
      IdempotencyProperties properties,
      UnaryOperator<String> placeholders,
      ProblemWriter problems,
      HandlerExceptionResolver exceptions) {
    this.handlers = handlers;
    this.keys = keys;
    this.transactions = transactions;
    this.properties = properties;
    this.placeholders = placeholders;
    this.problems = problems;
    this.exceptions = exceptions;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Idempotent> method = handlers.find(request);
    if (method.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    try {
      String key = requiredKey(request);
      try (RepeatableRequest repeatable = read(request, method.get())) {
        once(owner(), key, repeatable, response, chain);
      }
    } catch (ProblemException e) {
      problems.write(response, Problems.of(e));
    }
  }

  private RepeatableRequest read(HttpServletRequest request, Idempotent method) throws IOException {
    int inMemory = Math.toIntExact(properties.maxBody().toBytes());
    long limit =
        method.maxBody().isEmpty()
            ? inMemory
            : DataSize.parse(placeholders.apply(method.maxBody())).toBytes();
    return RepeatableRequest.of(request, inMemory, limit, files);
  }

  private void once(
      String owner,
      String key,
      RepeatableRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    ContentCachingResponseWrapper buffer = new ContentCachingResponseWrapper(response);
    try {
      transactions.executeWithoutResult(
          status -> handle(status, owner, key, request, buffer, chain));
    } catch (ChainFailure e) {
      e.rethrow();
    } catch (ProblemException e) {
      throw e;
    } catch (RuntimeException e) {
      // The commit failed: the response in the buffer is not true.
      buffer.reset();
      if (exceptions.resolveException(request, buffer, null, e) == null) {
        throw e;
      }
    }
    buffer.copyBodyToResponse();
  }

  private void handle(
      TransactionStatus transaction,
      String owner,
      String key,
      RepeatableRequest request,
      ContentCachingResponseWrapper response,
      FilterChain chain) {
    if (!keys.lock(owner, key)) {
      throw new ProblemException(
          ProblemCode.IDEMPOTENCY_IN_PROGRESS,
          "A request with this Idempotency-Key is still in progress. Repeat it in a moment.");
    }
    Optional<StoredResponse> earlier = keys.find(owner, key);
    if (earlier.isPresent()) {
      replay(earlier.get(), request, response);
      return;
    }
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException e) {
      transaction.setRollbackOnly();
      throw new ChainFailure(e);
    }
    if (response.getStatus() >= HttpStatus.BAD_REQUEST.value()) {
      transaction.setRollbackOnly();
    } else {
      keys.store(owner, key, responseOf(request, response), properties.lifetime());
    }
  }

  private static StoredResponse responseOf(
      RepeatableRequest request, ContentCachingResponseWrapper response) {
    return new StoredResponse(
        request.hash(),
        response.getStatus(),
        response.getContentType(),
        response.getHeader(HttpHeaders.LOCATION),
        response.getHeader(HttpHeaders.ETAG),
        response.getContentAsByteArray());
  }

  private static void replay(
      StoredResponse stored, RepeatableRequest request, HttpServletResponse response) {
    if (!MessageDigest.isEqual(stored.requestHash(), request.hash())) {
      throw new ProblemException(
          ProblemCode.IDEMPOTENCY_KEY_REUSED,
          "This Idempotency-Key was used for another request. Use a new key for a new request.");
    }
    response.setStatus(stored.status());
    response.setHeader(REPLAYED_HEADER, "true");
    setIfPresent(response, HttpHeaders.LOCATION, stored.location());
    setIfPresent(response, HttpHeaders.ETAG, stored.etag());
    setIfPresent(response, HttpHeaders.CONTENT_TYPE, stored.contentType());
    try {
      response.getOutputStream().write(stored.body());
    } catch (IOException e) {
      throw new ChainFailure(e);
    }
  }

  private static void setIfPresent(
      HttpServletResponse response, String header, @Nullable String value) {
    if (value != null) {
      response.setHeader(header, value);
    }
  }

  private static String requiredKey(HttpServletRequest request) {
    String key = request.getHeader(KEY_HEADER);
    if (key == null || key.isBlank()) {
      throw new ProblemException(
          ProblemCode.IDEMPOTENCY_KEY_REQUIRED,
          "Send the header Idempotency-Key with a new UUID for each new request, and the same one"
              + " when you repeat a request.");
    }
    if (key.length() > MAX_KEY_LENGTH) {
      throw new ProblemException(
          ProblemCode.IDEMPOTENCY_KEY_INVALID,
          "Idempotency-Key may have at most %d characters.".formatted(MAX_KEY_LENGTH));
    }
    return key;
  }

  private static String owner() {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    return caller == null ? "anonymous" : Objects.requireNonNullElse(caller.getName(), "anonymous");
  }

  /** Carries a checked exception out of the transaction. */
  private static final class ChainFailure extends RuntimeException {
    ChainFailure(Exception cause) {
      super(cause);
    }

    void rethrow() throws IOException, ServletException {
      switch (getCause()) {
        case IOException e -> throw e;
        case ServletException e -> throw e;
        case null, default -> throw this;
      }
    }
  }
}
