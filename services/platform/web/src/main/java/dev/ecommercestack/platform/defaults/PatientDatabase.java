package dev.ecommercestack.platform.defaults;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database that may take its time: statements of the service end after the socket's timeout, but
 * a migration of a large table is as long as it is.
 */
final class PatientDatabase extends DelegatingDataSource {
  PatientDatabase(DataSource database) {
    super(database);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    // The pool sets it again before it gives the connection to somebody else.
    connection.setNetworkTimeout(Runnable::run, 0);
    return connection;
  }
}
