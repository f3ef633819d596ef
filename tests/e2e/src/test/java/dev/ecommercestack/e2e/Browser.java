package dev.ecommercestack.e2e;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.bidi.module.Network;
import org.openqa.selenium.bidi.network.AddInterceptParameters;
import org.openqa.selenium.bidi.network.InterceptPhase;
import org.openqa.selenium.bidi.network.ResponseDetails;
import org.openqa.selenium.bidi.network.UrlPattern;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/**
 * A customer's Chrome, as wide as a phone (390 px), in Korean. The environment variable {@code
 * BROWSER_PROGRAMS} names the folder with {@code chrome} and {@code chromedriver} ({@code
 * dev/scripts/browser} prints it); without it, Selenium looks for a Chrome.
 */
final class Browser implements AutoCloseable {
  static final int WIDTH = 390;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ChromeDriver driver;
  private final Network network;
  private final AtomicInteger lost = new AtomicInteger();

  private Browser(ChromeDriver driver) {
    this.driver = driver;
    this.network = new Network(driver);
  }

  /** Opens a page in a browser without cookies or stored data. */
  static Browser open(URI page) {
    var options =
        new ChromeOptions()
            .addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage")
            .addArguments("--lang=ko-KR", "--accept-lang=ko-KR")
            .setExperimentalOption(
                "mobileEmulation",
                Map.of("deviceMetrics", Map.of("width", WIDTH, "height", 844, "pixelRatio", 1.0)));
    options.enableBiDi();
    options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "SEVERE"));
    var service = new ChromeDriverService.Builder();
    String programs = System.getenv("BROWSER_PROGRAMS");
    if (programs != null && !programs.isEmpty()) {
      options.setBinary(Path.of(programs, "chrome").toFile());
      service.usingDriverExecutable(Path.of(programs, "chromedriver").toFile());
    }
    var browser = new Browser(new ChromeDriver(service.build(), options));
    browser.driver.manage().window().setSize(new Dimension(WIDTH, 844));
    browser.driver.get(page.toString());
    return browser;
  }

  /**
   * From now on the answers to POST requests of a path are lost: the shop gets the request, and the
   * page gets a network error.
   *
   * @return the end of it
   */
  AutoCloseable losingAnswersOf(String path) {
    String intercept =
        network.addIntercept(
            new AddInterceptParameters(InterceptPhase.RESPONSE_STARTED)
                .urlPattern(new UrlPattern().pathname(path)));
    network.onResponseStarted(this::lose);
    return () -> network.removeIntercept(intercept);
  }

  private void lose(ResponseDetails response) {
    if (response.isBlocked()) {
      network.failRequest(response.getRequest().getRequestId());
      lost.incrementAndGet();
    }
  }

  /** How many answers were lost. */
  int lostAnswers() {
    return lost.get();
  }

  /** The visible text of an element. */
  String text(String selector) {
    return driver.findElement(By.cssSelector(selector)).getText();
  }

  /** Waits until the visible text of an element contains all of these. */
  void awaitText(String selector, String... parts) {
    await(selector + " shows " + String.join(", ", parts))
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(WebDriverException.class)
        .until(() -> text(selector), text -> List.of(parts).stream().allMatch(text::contains));
  }

  /** Waits until an element can be pressed, and presses it. */
  void press(String selector) {
    await(selector + " can be pressed")
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(WebDriverException.class)
        .until(
            () -> {
              WebElement element = driver.findElement(By.cssSelector(selector));
              if (!element.isEnabled()) {
                return false;
              }
              element.click();
              return true;
            });
  }

  /** Loads the page again; what it stored stays. */
  void reload() {
    driver.navigate().refresh();
  }

  /** Types into the field of a form. */
  void type(String form, String field, String value) {
    WebElement element = driver.findElement(By.cssSelector("#" + form + " [name=" + field + "]"));
    element.clear();
    element.sendKeys(value);
  }

  boolean isEnabled(String selector) {
    return driver.findElement(By.cssSelector(selector)).isEnabled();
  }

  /** How wide the page is, in CSS pixels; more than the window means scrolling sideways. */
  long pageWidth() {
    Object width = driver.executeScript("return document.documentElement.scrollWidth");
    return ((Number) java.util.Objects.requireNonNull(width)).longValue();
  }

  /** The errors of the page so far: of scripts, of requests, of its content security policy. */
  List<String> errors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    network.close();
    driver.quit();
  }
}
