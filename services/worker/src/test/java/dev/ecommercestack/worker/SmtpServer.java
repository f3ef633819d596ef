package dev.ecommercestack.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A mail server: takes mail, except for {@code nobody@} (550), {@code full@} (552) and {@code
 * busy@} (450), and content with the word {@code Virus} (554). It can be switched off and on.
 */
final class SmtpServer implements AutoCloseable {
  private final List<String> mails = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final int port;
  private @Nullable ServerSocket listener;

  private SmtpServer(int port) {
    this.port = port;
  }

  /** Returns a server that is switched off. */
  static SmtpServer create() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new SmtpServer(socket.getLocalPort());
    }
  }

  void on() throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    listener = socket;
    Thread.ofVirtual().start(() -> accept(socket));
  }

  void off() {
    try {
      Objects.requireNonNull(listener).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String[] arguments() {
    return new String[] {
      "--spring.mail.host=" + InetAddress.getLoopbackAddress().getHostAddress(),
      "--spring.mail.port=" + port,
      "--worker.mail.from=shop@example.com"
    };
  }

  /** Returns the mails to an address, as they came. */
  List<String> to(String address) {
    return mails.stream().filter(mail -> mail.contains("<" + address + ">")).toList();
  }

  /** Returns what clients have said, in capitals. */
  List<String> commands() {
    return List.copyOf(commands);
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8)) {
      say(out, "220 test");
      String recipients = "";
      String line;
      while ((line = in.readLine()) != null) {
        String command = line.toUpperCase(Locale.ROOT);
        commands.add(command);
        if (command.startsWith("EHLO")) {
          say(out, "250-test\r\n250 AUTH PLAIN LOGIN");
        } else if (command.startsWith("QUIT")) {
          say(out, "221 bye");
          return;
        } else if (command.startsWith("RCPT")) {
          String refusal = refusal(line);
          recipients += refusal.isEmpty() ? line + "\n" : "";
          say(out, refusal.isEmpty() ? "250 ok" : refusal);
        } else if (command.startsWith("DATA")) {
          say(out, "354 go on");
          String content = content(in);
          if (content.contains("Virus")) {
            say(out, "554 no such content");
          } else {
            mails.add(recipients + content);
            say(out, "250 taken");
          }
        } else {
          say(out, "250 ok");
        }
      }
    } catch (IOException e) {
      // The client has gone; it will say what it makes of that.
    }
  }

  private static String refusal(String line) {
    if (line.contains("<nobody@")) {
      return "550 5.1.1 no such mailbox";
    }
    if (line.contains("<full@")) {
      return "552 5.2.2 mailbox full";
    }
    return line.contains("<busy@") ? "450 4.2.1 try later" : "";
  }

  private static String content(BufferedReader in) throws IOException {
    StringBuilder content = new StringBuilder();
    String line;
    while ((line = in.readLine()) != null && !line.equals(".")) {
      content.append(line).append('\n');
    }
    return content.toString();
  }

  private static void say(Writer out, String line) throws IOException {
    out.write(line + "\r\n");
    out.flush();
  }

  @Override
  public void close() {
    if (listener != null && !listener.isClosed()) {
      off();
    }
  }
}
