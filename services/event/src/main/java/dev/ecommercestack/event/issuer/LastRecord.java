package dev.ecommercestack.event.issuer;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The last decided record of a partition. A broker that lost the end of its log, or got an older
 * copy of it, gives the same offsets to other records; the digest reveals that.
 *
 * @param offset the offset of the record
 * @param digest a digest of the timestamp and the value of the record
 */
public record LastRecord(long offset, UUID digest) {
  static LastRecord of(ConsumerRecord<String, byte[]> record) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    ByteBuffer content = ByteBuffer.allocate(Long.BYTES + value.length);
    content.putLong(record.timestamp()).put(value);
    return new LastRecord(record.offset(), UUID.nameUUIDFromBytes(content.array()));
  }
}
