package dev.ecommercestack.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AsyncLogAppenderTest {
  private final LoggerContext context = context();
  private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SlowConsole console = new SlowConsole();

  private static LoggerContext context() {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    return context;
  }

  /** A console that nobody reads until the test says so. */
  private static final class SlowConsole extends OutputStream {
    final CountDownLatch read = new CountDownLatch(1);
    final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Override
    public void write(int value) {
      throw new UnsupportedOperationException("whole lines only");
    }

    @Override
    public void write(byte[] line, int offset, int length) {
      try {
        read.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      written.write(line, offset, length);
    }

    String[] lines() {
      return written.toString(StandardCharsets.UTF_8).split("\n", -1);
    }
  }

  private AsyncLogAppender start(int queueLines) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%level %logger %msg %kvp%n");
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    appender.setOutputStream(console);
    root.addAppender(appender);
    return new AsyncLogAppender(meters, root, queueLines);
  }

  private double dropped() {
    return meters.counter("gateway.log.dropped").count();
  }

  @Test
  void neverBlocksAndCountsDroppedLines() {
    AsyncLogAppender async = start(100);
    Logger access = context.getLogger("access");
    for (int i = 0; i < 500; i++) {
      access.info("line {}", i);
    }
    access.warn("still has a place");
    assertThat(dropped()).isBetween(300.0, 421.0);

    console.read.countDown();
    async.destroy();
    assertThat(console.lines())
        .hasSize((int) (502 - dropped()))
        .startsWith("INFO access line 0 ", "INFO access line 1 ")
        .contains("WARN access still has a place ");
  }

  @Test
  void writesLinesThatWaitAndLaterOnesAtShutdown() {
    AsyncLogAppender async = start(1000);
    Logger access = context.getLogger("access");
    for (int i = 0; i < 500; i++) {
      access.atInfo().addKeyValue("user.id", i).log("line");
    }
    console.read.countDown();
    async.destroy();
    access.info("after the shutdown");
    assertThat(dropped()).isZero();
    assertThat(console.lines())
        .hasSize(502)
        .startsWith("INFO access line user.id=\"0\"")
        .contains("INFO access line user.id=\"499\"", "INFO access after the shutdown ");
  }

  @Test
  void leavesLoggerWithoutConsoleAsItIs() {
    new AsyncLogAppender(meters, root, 10).destroy();
    assertThat(root.iteratorForAppenders().hasNext()).isFalse();
  }
}
