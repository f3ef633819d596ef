package dev.ecommercestack.event.issue;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What stands at a place of a queue. A broker that comes back without the end of its log, or with
 * an older copy of it, gives the same places to other claims; by this they are told apart.
 *
 * @param offset the place
 * @param digest of the record there
 */
public record Mark(long offset, UUID digest) {
  static Mark of(ConsumerRecord<String, byte[]> message) {
    byte[] body = message.value() == null ? new byte[0] : message.value();
    ByteBuffer all = ByteBuffer.allocate(Long.BYTES + body.length);
    all.putLong(message.timestamp()).put(body);
    return new Mark(message.offset(), UUID.nameUUIDFromBytes(all.array()));
  }
}
