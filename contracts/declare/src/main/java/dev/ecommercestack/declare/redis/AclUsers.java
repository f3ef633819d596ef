package dev.ecommercestack.declare.redis;

import dev.ecommercestack.contracts.access.RedisAccess;
import dev.ecommercestack.declare.Changes;
import dev.ecommercestack.declare.Credential;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.resps.AccessControlUser;

/** Creates ACL users and gives them their passwords and rights. */
final class AclUsers {
  private final Jedis client;
  private final Changes changes;
  private boolean dirty;

  AclUsers(Jedis client, Changes changes) {
    this.client = client;
    this.changes = changes;
  }

  /**
   * Sets a user as a whole and looks whether that made a difference: Redis writes rules in a form
   * of its own, so the wish cannot be compared with what is there.
   */
  void declare(String service, Credential credential, RedisAccess access) {
    String name = credential.username();
    String what = "user %s for %s".formatted(name, service);
    @Nullable String before = describe(name);
    List<String> rules =
        new ArrayList<>(List.of("reset", "on", "#" + sha256(credential.password())));
    rules.addAll(access.rules());
    client.aclSetUser(name, rules.toArray(String[]::new));
    if (before == null) {
      changes.created(what);
      dirty = true;
    } else if (before.equals(describe(name))) {
      changes.unchanged();
    } else {
      changes.changed(what);
      dirty = true;
    }
  }

  /** Makes what changed outlive a restart of the server, as far as the server lets it. */
  void save() {
    if (!dirty) {
      return;
    }
    try {
      client.aclSave();
    } catch (JedisDataException noAclFile) {
      try {
        client.configRewrite();
      } catch (JedisDataException noConfigFile) {
        changes.notice(
            "the server has neither an ACL file nor a configuration file that it may write, so the users are gone when it restarts: "
                + noConfigFile.getMessage());
      }
    }
  }

  private @Nullable String describe(String name) {
    if (!client.aclUsers().contains(name)) {
      return null;
    }
    AccessControlUser user = client.aclGetUser(name);
    return "%s %s %s %s %s"
        .formatted(
            user.getFlags(),
            user.getPassword(),
            user.getCommands(),
            user.getKeys(),
            user.getChannels());
  }

  private static String sha256(String password) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
