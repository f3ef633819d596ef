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

/** Tells why a message could not be handled. */
public final class Failures {
  private Failures() {}

  /** Whose fault it is. */
  public enum Kind {
    /** Something that this service needs is away: every message fails; wait until it is back. */
    SURROUNDINGS,
    /** The message will never be understood. */
    MALFORMED,
    /** Something else: try again a few times, then let the others pass. */
    UNKNOWN
  }

  /** Returns whose fault a failure is, by its causes. */
  public static Kind kindOf(@Nullable Throwable failure) {
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
      switch (cause) {
        case MalformedMessageException malformed -> {
          return Kind.MALFORMED;
        }
        case MessageConversionException malformed -> {
          return Kind.MALFORMED;
        }
        case CannotCreateTransactionException away -> {
          return Kind.SURROUNDINGS;
        }
        case DataAccessResourceFailureException away -> {
          return Kind.SURROUNDINGS;
        }
        case TransientDataAccessException away -> {
          return Kind.SURROUNDINGS;
        }
        case ResourceAccessException away -> {
          return Kind.SURROUNDINGS;
        }
        case ServiceTokenException away -> {
          return Kind.SURROUNDINGS;
        }
        case RemoteProblemException remote when remote.transientFailure() -> {
          return Kind.SURROUNDINGS;
        }
        default -> depth++;
      }
    }
    return Kind.UNKNOWN;
  }
}
