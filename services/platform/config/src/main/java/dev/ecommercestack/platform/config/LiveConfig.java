package dev.ecommercestack.platform.config;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Provides settings as immutable records that follow the environment. A value that cannot be bound,
 * or that the record's constructor rejects, is logged, and the last valid one stays.
 */
public final class LiveConfig implements ApplicationListener<EnvironmentChangeEvent> {
  private static final Logger log = LoggerFactory.getLogger(LiveConfig.class);

  private final Environment environment;
  private final List<Bound<?>> all = new CopyOnWriteArrayList<>();

  LiveConfig(Environment environment) {
    this.environment = environment;
  }

  /**
   * Returns settings that follow the environment.
   *
   * @param prefix the prefix of the properties, for example {@code note.limits}
   * @param type a record that validates itself; defaults by {@code @DefaultValue}
   * @throws BindException if the first value is not valid
   */
  public <T> Live<T> bind(String prefix, Class<T> type) {
    Bound<T> bound = new Bound<>(prefix, type, read(prefix, type));
    all.add(bound);
    return bound;
  }

  @Override
  public void onApplicationEvent(EnvironmentChangeEvent event) {
    all.forEach(bound -> bound.renew(this));
  }

  private <T> T read(String prefix, Class<T> type) {
    return Binder.get(environment).bindOrCreate(prefix, type);
  }

  private static final class Bound<T> implements Live<T> {
    private final String prefix;
    private final Class<T> type;
    private volatile T value;
    private volatile @Nullable String rejected;

    Bound(String prefix, Class<T> type, T value) {
      this.prefix = prefix;
      this.type = type;
      this.value = value;
    }

    void renew(LiveConfig config) {
      try {
        T read = config.read(prefix, type);
        rejected = null;
        if (!value.equals(read)) {
          value = read;
          log.info("{} is now {}", prefix, value);
        }
      } catch (BindException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
          cause = cause.getCause();
        }
        rejected = "%s: %s".formatted(e.getMessage(), cause.getMessage());
        log.warn("The new value of {} is rejected, the last valid one stays: {}", prefix, rejected);
      }
    }

    @Override
    public T get() {
      return value;
    }

    @Override
    public Optional<String> rejected() {
      return Optional.ofNullable(rejected);
    }
  }
}
