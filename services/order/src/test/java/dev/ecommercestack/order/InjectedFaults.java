package dev.ecommercestack.order;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The calls that fail, by action. */
final class InjectedFaults {
  private final Map<String, Queue<CallFault>> planned = new ConcurrentHashMap<>();
  private final Map<String, CallFault> outages = new ConcurrentHashMap<>();

  void next(String action, CallFault... with) {
    planned.computeIfAbsent(action, a -> new ConcurrentLinkedQueue<>()).addAll(List.of(with));
  }

  void always(String action, CallFault with) {
    outages.put(action, with);
  }

  void end() {
    outages.clear();
    planned.clear();
  }

  /** Returns how a call fails that is made now. */
  Optional<CallFault> take(String action) {
    Queue<CallFault> queue = planned.get(action);
    return Optional.ofNullable(queue == null ? null : queue.poll())
        .or(() -> Optional.ofNullable(outages.get(action)));
  }
}
