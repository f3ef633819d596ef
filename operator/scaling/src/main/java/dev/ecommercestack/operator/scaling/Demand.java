package dev.ecommercestack.operator.scaling;

import dev.ecommercestack.operator.scaling.Decision.Limit;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one queue asks for.
 *
 * @param name of the queue
 * @param model the law that it follows from
 * @param lag messages that wait
 * @param cap most pods that it can keep busy, or empty where nothing bounds them
 * @param formula pods by the formula, without caps, not rounded
 * @param recommended pods that suffice in the long run
 * @param now pods that suffice for what arrives now
 * @param tooFew whether the pods that there are do not suffice
 * @param target pods to ask for in that case
 * @param stalled whether something that waits is not worked off although pods are there
 * @param limit what more pods cannot help
 */
record Demand(
    String name,
    QueueModel model,
    SourceHistory queue,
    long lag,
    OptionalInt cap,
    double formula,
    int recommended,
    int now,
    boolean tooFew,
    int target,
    boolean stalled,
    Optional<Limit> limit) {}
