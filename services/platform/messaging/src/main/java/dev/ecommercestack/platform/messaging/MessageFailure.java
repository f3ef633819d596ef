package dev.ecommercestack.platform.messaging;

import dev.ecommercestack.platform.client.RemoteProblemException;
import dev.ecommercestack.platform.client.ServiceTokenException;
import dev.ecommercestack.platform.message.MalformedMessageException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.client.ResourceAccessException;

/** Why a message could not be handled, which decides whether it is tried again. */
public enum MessageFailure {
  /** A database or service is unavailable: every message fails; wait until it is back. */
  DEPENDENCY_UNAVAILABLE,
  /** The message can never be understood. */
  MALFORMED,
  /** Any other failure: try again a few times, then go on with other messages. */
  UNKNOWN;

  /** How many causes are looked at: causes may form a circle. */
  private static final int MAX_CAUSE_DEPTH = 20;

  /**
   * Classifies a failure by its causes.
   *
   * @param failure what the listener threw; null counts as {@link #UNKNOWN}
   */
  public static MessageFailure of(@Nullable Throwable failure) {
    int depth = 0;
    for (Throwable cause = failure;
        cause != null && depth < MAX_CAUSE_DEPTH;
        cause = cause.getCause()) {
      switch (cause) {
        case MalformedMessageException malformed -> {
          return MALFORMED;
        }
        case MessageConversionException malformed -> {
          return MALFORMED;
        }
        case CannotCreateTransactionException unavailable -> {
          return DEPENDENCY_UNAVAILABLE;
        }
        case DataAccessResourceFailureException unavailable -> {
          return DEPENDENCY_UNAVAILABLE;
        }
        case TransientDataAccessException unavailable -> {
          return DEPENDENCY_UNAVAILABLE;
        }
        case ResourceAccessException unavailable -> {
          return DEPENDENCY_UNAVAILABLE;
        }
        case ServiceTokenException unavailable -> {
          return DEPENDENCY_UNAVAILABLE;
        }
        case RemoteProblemException remote when remote.transientFailure() -> {
          return DEPENDENCY_UNAVAILABLE;
        }
        default -> depth++;
      }
    }
    return UNKNOWN;
  }
}
