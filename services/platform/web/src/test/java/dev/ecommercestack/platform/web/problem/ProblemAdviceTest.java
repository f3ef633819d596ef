package dev.ecommercestack.platform.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.TransactionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.context.request.ServletWebRequest;

/** Which failures at the end of a transaction are the database's absence, and which our mistake. */
class ProblemAdviceTest {
  static Stream<SQLException> lost() {
    return Stream.of(
        new SQLException("Connection is closed"),
        new SQLException("An I/O error occurred while sending to the backend.", "08006"),
        new SQLException("This connection has been closed.", "08003"),
        new SQLException("terminating connection due to administrator command", "57P01"),
        new SQLException("the database system is starting up", "57P03"),
        new SQLTransientConnectionException("Connection is not available"),
        new SQLNonTransientConnectionException("refused"));
  }

  static Stream<SQLException> mistakes() {
    return Stream.of(
        new SQLException("syntax error", "42601"),
        new SQLException("canceling statement due to user request", "57014"),
        new SQLException("This statement has been closed.", "55000"),
        new SQLException("Something without a state"));
  }

  @ParameterizedTest
  @MethodSource("lost")
  void aLostConnectionIsUnavailable(SQLException cause) throws Exception {
    assertThat(answer(jpa(cause)).getStatusCode().value()).isEqualTo(503);
    assertThat(answer(new TransactionSystemException("commit", cause)).getStatusCode().value())
        .isEqualTo(503);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void anythingElseIsOurMistake(SQLException cause) throws Exception {
    assertThat(answer(jpa(cause)).getStatusCode().value()).isEqualTo(500);
    assertThat(answer(new TransactionSystemException("commit", cause)).getStatusCode().value())
        .isEqualTo(500);
  }

  private static JpaSystemException jpa(SQLException cause) {
    return new JpaSystemException(
        new TransactionException("Unable to rollback against JDBC Connection", cause));
  }

  private static ResponseEntity<Object> answer(Exception failure) throws Exception {
    return Objects.requireNonNull(
        new ProblemAdvice()
            .unexpected(failure, new ServletWebRequest(new MockHttpServletRequest())));
  }
}
