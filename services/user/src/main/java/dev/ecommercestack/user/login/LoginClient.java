package dev.ecommercestack.user.login;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/**
 * The client of a request.
 *
 * @param address the IP address, from the gateway's X-Forwarded-For; only the stack's own pods can
 *     reach this service, and the gateway replaces the header of clients
 * @param secure whether the client uses HTTPS
 * @param deviceCookie the value of the cookie of {@link KnownDevices}; null if none was sent
 */
record LoginClient(String address, boolean secure, @Nullable String deviceCookie) {
  static LoginClient of(HttpServletRequest request) {
    // Not by @CookieValue, which answers 500 if the value has a percent sign.
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
