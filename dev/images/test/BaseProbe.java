import java.lang.module.ModuleFinder;
import java.net.http.HttpClient;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.text.NumberFormat;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Currency;
import java.util.Locale;
import javax.net.ssl.SSLContext;

/** Says, line by line, what a Java service needs of the base image. */
class BaseProbe {
  public static void main(String[] args) throws Exception {
    System.out.println("charset " + Charset.defaultCharset());
    System.out.println("file names " + System.getProperty("sun.jnu.encoding"));
    System.out.println("user " + System.getProperty("user.name"));
    System.out.println("won " + NumberFormat.getCurrencyInstance(Locale.KOREA).format(12900));
    System.out.println("currency " + Currency.getInstance("KRW").getDefaultFractionDigits());
    System.out.println("zone " + ZoneId.of("Asia/Seoul").getDisplayName(TextStyle.FULL, Locale.KOREAN));
    System.out.println("offset " + ZonedDateTime.now(ZoneId.of("Asia/Seoul")).getOffset());
    SSLContext.getDefault();
    System.out.println("cacerts " + (KeyStore.getInstance(
        Path.of(System.getProperty("java.home"), "lib/security/cacerts").toFile(), "changeit".toCharArray()).size() > 50));
    HttpClient.newHttpClient().close();
    for (String module : new String[] {"java.sql", "java.desktop", "java.naming", "jdk.naming.dns", "jdk.unsupported", "jdk.jfr",
        "jdk.management", "jdk.net", "jdk.crypto.ec", "jdk.security.auth", "jdk.httpserver", "jdk.zipfs", "jdk.jdwp.agent"}) {
      if (ModuleFinder.ofSystem().find(module).isEmpty()) {
        throw new IllegalStateException("module " + module + " is missing");
      }
    }
    Files.writeString(Files.createTempFile("probe", ".txt"), "한국");
    try {
      Files.writeString(Path.of("/opt/written"), "");
      throw new IllegalStateException("the root file system is writable");
    } catch (FileSystemException expected) {
      System.out.println("root read-only");
    }
    System.out.println("probe done");
  }
}
