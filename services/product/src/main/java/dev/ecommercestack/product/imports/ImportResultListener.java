package dev.ecommercestack.product.imports;

import dev.ecommercestack.platform.inbox.Inbox;
import dev.ecommercestack.platform.message.Envelope;
import dev.ecommercestack.platform.message.Envelopes;
import dev.ecommercestack.platform.message.MalformedMessageException;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Receives the worker's results of the imports that product requested. */
@Component
class ImportResultListener {
  private static final String CONSUMER = "product.results";

  private final Envelopes envelopes;
  private final Inbox inbox;
  private final CatalogImports imports;

  ImportResultListener(Envelopes envelopes, Inbox inbox, CatalogImports imports) {
    this.envelopes = envelopes;
    this.inbox = inbox;
    this.imports = imports;
  }

  @RabbitListener(queues = "results.product")
  void receive(Message message) {
    Envelope<JsonNode> envelope = envelopes.read(message.getBody());
    inbox.once(envelope, CONSUMER, () -> handle(envelope));
  }

  private void handle(Envelope<JsonNode> envelope) {
    if (!envelope.type().equals("catalog-import-result")) {
      String detail = "product does not understand " + envelope.type();
      throw new MalformedMessageException(detail, new IllegalArgumentException(detail));
    }
    imports.end(envelopes.as(envelope, CatalogImportResult.class).data());
  }
}
