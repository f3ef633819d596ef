package dev.ecommercestack.bench.scaling.live;

import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** Sends the messages of one load to a running stack and knows what became of them. */
interface Sender extends AutoCloseable {
  /** Sends one message and returns its id; returns when the broker or the service has it. */
  UUID send() throws Exception;

  /**
   * Returns when each completed message was completed, by the rows that the services wrote, in
   * milliseconds since the epoch.
   */
  Map<UUID, Long> completed() throws SQLException;

  /**
   * Returns the mean time that a pod worked on a message, in seconds; 0 where that is read off the
   * throughput of busy pods instead.
   */
  default double secondsPerMessage() throws SQLException {
    return 0;
  }

  /** Returns how many of the sent messages had an effect more than once. */
  int duplicated() throws Exception;

  @Override
  void close() throws Exception;
}
