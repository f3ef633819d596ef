package dev.ecommercestack.platform.config;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something made of the current value of live settings, and kept until they change. */
final class MappedLive<T, R> implements Supplier<R> {
  private final Live<T> live;
  private final Function<? super T, ? extends R> function;
  private volatile @Nullable Made<T, R> made;

  private record Made<T, R>(T value, R result) {}

  MappedLive(Live<T> live, Function<? super T, ? extends R> function) {
    this.live = live;
    this.function = function;
  }

  @Override
  public R get() {
    T value = live.get();
    Made<T, R> current = made;
    if (current == null || current.value() != value) {
      current = new Made<>(value, function.apply(value));
      made = current;
    }
    return current.result();
  }
}
