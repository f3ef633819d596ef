package dev.ecommercestack.platform.kafka;

import java.lang.reflect.Type;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.kafka.support.converter.ByteArrayJacksonJsonMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Gives a listener the body as the type that it asks for: JSON read, or the bytes as they are. */
final class JsonRecordConverter extends ByteArrayJacksonJsonMessageConverter {
  JsonRecordConverter(JsonMapper json) {
    super(json);
  }

  @Override
  protected Object extractAndConvertValue(ConsumerRecord<?, ?> record, @Nullable Type type) {
    return type == byte[].class
        ? Objects.requireNonNullElse(record.value(), KafkaNull.INSTANCE)
        : super.extractAndConvertValue(record, type);
  }
}
