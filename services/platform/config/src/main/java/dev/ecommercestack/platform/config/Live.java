package dev.ecommercestack.platform.config;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Settings whose value may change between two reads. Read them once per operation. */
public interface Live<T> extends Supplier<T> {
  /** Returns the last valid value. */
  @Override
  T get();

  /**
   * Returns a supplier of something made of the value. It is made again when the value has changed.
   *
   * @param function makes it, without failing: the value's type refuses what cannot be used
   */
  default <R> Supplier<R> map(Function<? super T, ? extends R> function) {
    return new MappedLive<>(this, function);
  }

  /** Returns why the newest value was rejected; empty if it was accepted. */
  Optional<String> rejected();
}
