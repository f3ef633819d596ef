package dev.ecommercestack.order;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Which calls fail, by action. */
final class Faults {
  private final Map<String, Queue<Fault>> planned = new ConcurrentHashMap<>();
  private final Map<String, Fault> outages = new ConcurrentHashMap<>();

  void next(String action, Fault... with) {
    planned.computeIfAbsent(action, a -> new ConcurrentLinkedQueue<>()).addAll(List.of(with));
  }

  void always(String action, Fault with) {
    outages.put(action, with);
  }

  void end() {
    outages.clear();
    planned.clear();
  }

  /** Returns how a call fails that is made now. */
  Optional<Fault> take(String action) {
    Queue<Fault> queue = planned.get(action);
    return Optional.ofNullable(queue == null ? null : queue.poll())
        .or(() -> Optional.ofNullable(outages.get(action)));
  }
}
