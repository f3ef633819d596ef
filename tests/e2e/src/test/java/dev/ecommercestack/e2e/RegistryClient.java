package dev.ecommercestack.e2e;

/**
 * Sends requests to the registry of the stack {@code shop} from inside a pod of a service, as
 * somebody who got hold of it would.
 *
 * @param service the service
 * @param login whether requests have the login of the service
 */
record RegistryClient(String service, boolean login) {
  private static final String SCRIPT =
      """
      login=
      if [ "$1" = true ]; then
        password=$(busybox head -n 1 /etc/credentials/registry-password)
        login="Authorization: Basic $(printf %s:%s "$2" "$password" | busybox base64 | busybox tr -d '\\n')\r\n"
      fi
      printf "%s %s HTTP/1.0\r\nAccept: application/json\r\n${login}Content-Type: application/json\r\nContent-Length: %s\r\n\r\n%s" \
        "$3" "$4" "${#5}" "$5" | busybox nc -w 20 shop-eureka 8761
      """;

  /** Returns the answer: status line, headers and body. */
  String send(String method, String path, String body) {
    return run(SCRIPT, String.valueOf(login), service, method, path, body);
  }

  /** An instance with the address of the pod, as JSON. */
  String instance(String application, String virtualAddress) {
    String address = run("busybox hostname -i").strip();
    return """
        {"instance": {"instanceId": "intruder", "app": "%s", "hostName": "%s", "ipAddr": "%s",
          "vipAddress": "%s", "status": "UP", "port": {"$": 8080, "@enabled": "true"},
          "dataCenterInfo": {
            "@class": "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo", "name": "MyOwn"}}}
        """
        .formatted(application, address, address, virtualAddress);
  }

  private String run(String script, String... arguments) {
    String[] command = new String[9 + arguments.length];
    String[] start = {
      "-n", "shop", "exec", "deploy/shop-" + service, "--", "sh", "-euc", script, "sh"
    };
    System.arraycopy(start, 0, command, 0, start.length);
    System.arraycopy(arguments, 0, command, start.length, arguments.length);
    return TestCluster.kubectl(command);
  }
}
