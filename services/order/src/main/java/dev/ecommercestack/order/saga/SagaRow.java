package dev.ecommercestack.order.saga;

import dev.ecommercestack.order.lifecycle.SagaState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code saga}.
 *
 * @param orderId the id of the order
 * @param state the state of the saga
 * @param attempts the number of failures of the current step, or repetitions of its payment job
 * @param cancelRequested whether the order is to be cancelled as soon as the current call has ended
 * @param leaseToken the token of the newest lease; null if the saga has none
 * @param leased whether that lease has not expired
 * @param overdue whether the order's deadline has passed
 */
record SagaRow(
    UUID orderId,
    SagaState state,
    int attempts,
    boolean cancelRequested,
    @Nullable UUID leaseToken,
    boolean leased,
    boolean overdue) {}
