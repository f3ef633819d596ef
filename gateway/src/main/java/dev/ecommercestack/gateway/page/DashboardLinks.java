package dev.ecommercestack.gateway.page;

import java.util.regex.Pattern;

/**
 * Rewrites the links of the registry's dashboard for another path. The dashboard links to the root
 * of its host, and to instances by names that a browser outside the stack cannot resolve.
 */
final class DashboardLinks {
  private static final Pattern ROOT_LINK = Pattern.compile("\\b(href|src|action)=\"/(?!/)");
  private static final Pattern EXTERNAL_LINK =
      Pattern.compile("<a href=\"https?://[^\"]*\"[^>]*>(.*?)</a>", Pattern.DOTALL);

  private DashboardLinks() {}

  /**
   * Puts the path before all links to the root, and replaces links to other hosts by their text.
   *
   * @param html the page as the registry returns it
   * @param path the path under which the gateway serves it, without a slash at the end
   */
  static String rewrite(String html, String path) {
    String local = ROOT_LINK.matcher(html).replaceAll("$1=\"" + path + "/");
    return EXTERNAL_LINK.matcher(local).replaceAll("$1");
  }
}
