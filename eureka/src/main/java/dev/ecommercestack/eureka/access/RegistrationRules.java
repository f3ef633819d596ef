package dev.ecommercestack.eureka.access;

import com.netflix.appinfo.InstanceInfo;
import com.netflix.appinfo.InstanceInfo.InstanceStatus;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an instance may register: itself, and nothing that takes part in another application. */
final class RegistrationRules {
  private RegistrationRules() {}

  /**
   * Returns why a registration is refused; empty if it is accepted. That the caller is the
   * application of the path, and the path that of the instance, is checked elsewhere.
   *
   * @param instance the instance to register
   * @param registered the instance of the same application and id that is registered, or null
   * @param address the address that the request comes from, or null if it does not matter
   */
  static Optional<String> refusal(
      InstanceInfo instance, @Nullable InstanceInfo registered, @Nullable String address) {
    String application = String.valueOf(instance.getAppName()).toLowerCase(Locale.ROOT);
    // Clients find instances by the virtual address, which may be a list of several.
    if (!isNameOf(application, instance.getVIPAddress())
        || !isNameOf(application, instance.getSecureVipAddress())) {
      return Optional.of("its virtual address is not the name of the application");
    }
    // Eureka remembers such a status by the id alone, also for an instance of another application.
    if (instance.getOverriddenStatus() != InstanceStatus.UNKNOWN) {
      return Optional.of("it has an overridden status");
    }
    if (address == null) {
      return Optional.empty();
    }
    if (!isAddress(instance.getIPAddr(), address) || !isAddress(instance.getHostName(), address)) {
      return Optional.of("its address is not the one that the request comes from");
    }
    if (registered != null && !isAddress(registered.getIPAddr(), address)) {
      return Optional.of("an instance of this id is registered with another address");
    }
    return Optional.empty();
  }

  /** Returns whether a text is the address of a request; host names are never looked up. */
  static boolean isAddress(@Nullable String text, String remote) {
    try {
      return text != null && InetAddress.ofLiteral(text).equals(InetAddress.ofLiteral(remote));
    } catch (IllegalArgumentException name) {
      return false;
    }
  }

  private static boolean isNameOf(String application, @Nullable String virtualAddress) {
    return virtualAddress == null || virtualAddress.equals(application);
  }
}
