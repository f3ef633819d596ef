package dev.ecommercestack.worker.job;

import org.springframework.messaging.converter.MessageConversionException;

/**
 * A job has failed too often. Of the family of exceptions with which {@code services/common} lets a
 * message be dead-lettered at once.
 */
final class ParkedException extends MessageConversionException {
  ParkedException(String detail) {
    super(detail);
  }
}
