package dev.ecommercestack.platform.web.problem;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures of the connection to the database from others. Spring does so for SQL statements,
 * but not where the end of a transaction fails.
 */
final class LostConnection {
  /** The words of Hikari, without an SQLSTATE, about a connection that it saw break before. */
  private static final String CLOSED = "Connection is closed";

  private LostConnection() {}

  /** Returns whether a failure, or what caused it, is one of the connection. */
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
            ? CLOSED.equals(failure.getMessage())
            : state.startsWith("08") || state.startsWith("57P0"));
  }
}
