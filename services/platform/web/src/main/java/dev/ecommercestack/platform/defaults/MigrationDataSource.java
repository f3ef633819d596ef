package dev.ecommercestack.platform.defaults;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The database without the timeout of the socket, for migrations: a statement of the service ends
 * after that timeout, but the migration of a large table may take longer.
 */
final class MigrationDataSource extends DelegatingDataSource {
  MigrationDataSource(DataSource database) {
    super(database);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    // The pool resets the timeout before it hands the connection out again.
    connection.setNetworkTimeout(Runnable::run, 0);
    return connection;
  }
}
