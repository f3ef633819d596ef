package dev.ecommercestack.gateway.filter;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.stereotype.Component;

/**
 * Writes the log in a thread of its own, while the application context is open: a console that is
 * read slowly must not stop the event loops. Lines wait in a queue. When four fifths of it are
 * used, lines of level INFO and below, so those of the access log, are dropped; when it is full,
 * all are. The counter {@code gateway.log.dropped} counts them.
 */
@Component
final class AsyncLogAppender extends AsyncAppender implements DisposableBean {
  private static final int QUEUE_LINES = 4096;
  private static final int MAX_FLUSH_MILLIS = 5000;

  private final Logger root;
  private final @Nullable ConsoleAppender<ILoggingEvent> console;
  private final Counter dropped;

  @Autowired
  AsyncLogAppender(MeterRegistry meters) {
    this(meters, (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME), QUEUE_LINES);
  }

  /**
   * Takes the place of the console appender of a logger, if it has one.
   *
   * @param queueLines how many lines may wait
   */
  AsyncLogAppender(MeterRegistry meters, Logger root, int queueLines) {
    this.root = root;
    this.dropped =
        Counter.builder("gateway.log.dropped")
            .description("Lines of the log that were dropped because the console is read slowly")
            .register(meters);
    setContext(root.getLoggerContext());
    setName("async");
    setQueueSize(queueLines);
    setNeverBlock(true);
    setMaxFlushTime(MAX_FLUSH_MILLIS);
    this.console = consoleOf(root);
    if (console != null) {
      if (console.getEncoder() instanceof StructuredLogEncoder json) {
        console.setEncoder(new AccessLogEncoder(json));
      }
      addAppender(new Forwarding(console));
      start();
      root.addAppender(this);
      root.detachAppender(console);
    }
  }

  private static @Nullable ConsoleAppender<ILoggingEvent> consoleOf(Logger logger) {
    Iterator<Appender<ILoggingEvent>> appenders = logger.iteratorForAppenders();
    while (appenders.hasNext()) {
      Appender<ILoggingEvent> appender = appenders.next();
      if (appender instanceof ConsoleAppender<ILoggingEvent> console) {
        return console;
      }
    }
    return null;
  }

  @Override
  protected void append(ILoggingEvent line) {
    // The superclass drops them, too, but does not count them.
    if (getRemainingCapacity() == 0 || (isQueueBelowDiscardingThreshold() && isDiscardable(line))) {
      dropped.increment();
    } else {
      super.append(line);
    }
  }

  /** Writes the lines that wait; later ones are written by the console appender directly. */
  @Override
  public void destroy() {
    if (console != null) {
      root.addAppender(console);
      root.detachAppender(this);
      stop();
    }
  }

  /** Stands for the console appender, which the superclass would stop with itself. */
  private static final class Forwarding extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final Appender<ILoggingEvent> target;

    Forwarding(Appender<ILoggingEvent> target) {
      this.target = target;
      start();
    }

    @Override
    protected void append(ILoggingEvent line) {
      target.doAppend(line);
    }
  }
}
