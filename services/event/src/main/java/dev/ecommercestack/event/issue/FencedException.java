package dev.ecommercestack.event.issue;

/** Somebody else has taken the queue over: whoever gets this must not decide it any more. */
final class FencedException extends RuntimeException {
  FencedException(Tenure tenure) {
    super(
        "Queue %d of topic %s was taken over by another instance; nothing was written"
            .formatted(tenure.queue().partition(), tenure.queue().topicId()));
  }
}
