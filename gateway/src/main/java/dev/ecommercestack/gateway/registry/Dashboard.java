package dev.ecommercestack.gateway.registry;

import java.util.regex.Pattern;

/**
 * The registry's dashboard as it must look under another path: it links to the root of its host and
 * to its peers, by names that no browser outside the stack can resolve.
 */
final class Dashboard {
  static final String PATH = "/admin/eureka";

  private static final Pattern ROOT_LINK = Pattern.compile("\\b(href|src|action)=\"/(?!/)");
  private static final Pattern FOREIGN_LINK =
      Pattern.compile("<a href=\"https?://[^\"]*\"[^>]*>(.*?)</a>", Pattern.DOTALL);

  private Dashboard() {}

  static String under(String html) {
    String local = ROOT_LINK.matcher(html).replaceAll("$1=\"" + PATH + "/");
    return FOREIGN_LINK.matcher(local).replaceAll("$1");
  }
}
