package dev.ecommercestack.worker.notification;

import dev.ecommercestack.worker.notification.NotificationJob.MailLocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * Renders mails from templates. The first line of a template is the subject, each further line a
 * paragraph. {@code {x}} is a placeholder; a paragraph with a missing value is left out. Reason
 * codes are replaced by the sentences in the language's {@code reasons.properties}.
 */
@Component
class TemplateRenderer {
  private static final String HTML =
      """
      <!doctype html>
      <html lang="%s">
      <head><meta charset="utf-8"><title>%s</title></head>
      <body style="font-family: sans-serif; line-height: 1.5; max-width: 40em; margin: 2em auto; padding: 0 1em">
      <h1 style="font-size: 1.3em">%s</h1>
      %s
      </body>
      </html>
      """;

  private final Map<MailLocale, LocaleTemplates> byLocale = new EnumMap<>(MailLocale.class);

  private record LocaleTemplates(Map<Template, TemplateText> texts, Properties reasons) {}

  private record TemplateText(TemplateLine subject, List<TemplateLine> paragraphs) {}

  TemplateRenderer() {
    for (MailLocale locale : MailLocale.values()) {
      Map<Template, TemplateText> ofLocale = new EnumMap<>(Template.class);
      for (Template template : Template.values()) {
        ofLocale.put(template, read(template.file(locale)));
      }
      byLocale.put(
          locale,
          new LocaleTemplates(
              ofLocale, readReasons("mail/%s/reasons.properties".formatted(locale.code()))));
    }
  }

  /** Renders the mail of a job. */
  Mail render(NotificationJob job) {
    LocaleTemplates templates = templates(job.locale());
    TemplateText text = Objects.requireNonNull(templates.texts().get(job.template()));
    Map<String, String> values = values(job, templates.reasons());
    String subject = text.subject().fill(values).orElseGet(text.subject()::withoutValues);
    List<String> paragraphs =
        text.paragraphs().stream()
            .map(paragraph -> paragraph.fill(values))
            .flatMap(Optional::stream)
            .toList();
    return new Mail(
        job.jobId(),
        job.recipient().email(),
        job.recipient().name(),
        subject,
        String.join("\n\n", paragraphs) + "\n",
        html(job.locale(), subject, paragraphs));
  }

  private Map<String, String> values(NotificationJob job, Properties reasons) {
    Map<String, String> values = new HashMap<>();
    job.values().forEach((name, value) -> values.put(name, oneLine(value)));
    String name = job.recipient().name();
    values.put(
        "name", name == null || name.isBlank() ? job.locale().fallbackName() : oneLine(name));
    values.computeIfPresent(
        "reason", (key, code) -> reasons.getProperty(code.toLowerCase(Locale.ROOT)));
    return values;
  }

  private LocaleTemplates templates(MailLocale locale) {
    return Objects.requireNonNull(byLocale.get(locale));
  }

  private static String oneLine(String value) {
    return value.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String html(MailLocale locale, String subject, List<String> paragraphs) {
    String title = HtmlUtils.htmlEscape(subject, "UTF-8");
    String body =
        paragraphs.stream()
            .map(paragraph -> "<p>" + HtmlUtils.htmlEscape(paragraph, "UTF-8") + "</p>")
            .collect(Collectors.joining("\n"));
    return HTML.formatted(locale.code(), title, title, body);
  }

  private static TemplateText read(String file) {
    try (InputStream in = open(file)) {
      List<TemplateLine> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .map(TemplateLine::new)
              .toList();
      return new TemplateText(lines.getFirst(), lines.subList(1, lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties readReasons(String file) {
    try (InputStreamReader in = new InputStreamReader(open(file), StandardCharsets.UTF_8)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String file) {
    InputStream in = TemplateRenderer.class.getClassLoader().getResourceAsStream(file);
    if (in == null) {
      throw new IllegalStateException("The classpath has no " + file);
    }
    return in;
  }
}
