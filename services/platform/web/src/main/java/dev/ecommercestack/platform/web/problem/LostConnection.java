package dev.ecommercestack.platform.web.problem;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes failures of the connection to the database. Spring does so for SQL statements, but not
 * for a failed end of a transaction.
 */
final class LostConnection {
  /** The message of Hikari, without an SQLSTATE, about a connection that has broken before. */
  private static final String CLOSED_MESSAGE = "Connection is closed";

  private LostConnection() {}

  /** Returns whether a failure, or one of its causes, is a failure of the connection. */
  static boolean causes(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isConnection(sql)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Classes of SQLSTATE: 08 is "connection exception", and 57P01 to 57P05 are PostgreSQL's for an
   * end that the server made (PostgreSQL's manual, appendix A).
   */
  private static boolean isConnection(SQLException failure) {
    String state = failure.getSQLState();
    return failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException
        || (state == null
            ? CLOSED_MESSAGE.equals(failure.getMessage())
            : state.startsWith("08") || state.startsWith("57P0"));
  }
}
