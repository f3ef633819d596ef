package dev.ecommercestack.bench.scaling.sim;

import java.util.List;

/** A broker as the simulation drives it, second by second. */
sealed interface Source permits KafkaGroup, RabbitQueue {

  /** Makes the source of a trace. */
  static Source of(Trace trace) {
    Workload.Pods pods = trace.workload().pods();
    return switch (trace.workload().broker()) {
      case Workload.Kafka kafka -> new KafkaGroup(kafka, pods, trace.arrivals());
      case Workload.Rabbit rabbit -> new RabbitQueue(rabbit, pods, trace.arrivals());
    };
  }

  /** Takes in the messages of a second. */
  void arrive(int second);

  /** Lets the pods handle messages for a second and returns how many they handled. */
  long work(int second, List<Pod> ready, List<Pod> leaving, double pace);

  /** Tells that consumers came or went. */
  void membersChanged(int second);

  /** Takes back what a killed pod held. */
  void giveBack(Backlog held);

  /** Returns the messages that are not handled yet, wherever they are. */
  long waiting();

  /** Returns the second in which the oldest of them arrived, or {@link Backlog#EMPTY}. */
  int oldest();

  /** Returns what the broker answers to a scaler. */
  Reading read(int second);
}
