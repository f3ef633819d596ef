package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.lifecycle.SagaState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A saga in the database.
 *
 * @param orderId whose
 * @param state where it stands
 * @param attempts failures of its step, or repetitions of its payment job
 * @param cancelRequested whether it is to be cancelled as soon as nobody works on it
 * @param lease the token of whoever works on it or last did
 * @param leased whether the others still believe that
 * @param overdue whether the order's deadline has passed
 */
record SagaRow(
    UUID orderId,
    SagaState state,
    int attempts,
    boolean cancelRequested,
    @Nullable UUID lease,
    boolean leased,
    boolean overdue) {}
