package dev.ecommercestack.user.login;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/**
 * Who sends a request, as the gateway says.
 *
 * @param address IP address, from X-Forwarded-For of the gateway; only the stack's own pods reach
 *     this service, and the gateway replaces what clients write there
 * @param secure whether it came by HTTPS
 * @param deviceCookie the cookie of {@link KnownDevices}; null when it has none
 */
record LoginClient(String address, boolean secure, @Nullable String deviceCookie) {
  static LoginClient of(HttpServletRequest request) {
    // Not by @CookieValue: it answers 500 when the value has a percent sign.
    Cookie device = WebUtils.getCookie(request, KnownDevices.COOKIE);
    return new LoginClient(
        request.getRemoteAddr(), request.isSecure(), device == null ? null : device.getValue());
  }

  /** Hides the cookie: records end up in logs. */
  @Override
  public String toString() {
    return "LoginClient[" + address + "]";
  }
}
