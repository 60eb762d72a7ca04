package io.eventbus.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Certificates that sign themselves, made by the JDK's own tool. */
final class Certificates {

  static final String PASSWORD = "changeit";

  private final Path folder;

  Certificates(Path folder) {
    this.folder = folder;
  }

  /** A key store with a new key and its certificate, for the loopback address. */
  Path keyStore(String name) throws IOException, InterruptedException {
    var file = folder.resolve(name + ".p12");
    keytool(
        file,
        List.of(
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-validity",
            "2",
            "-dname",
            "CN=" + name,
            "-ext",
            "SAN=ip:127.0.0.1,dns:localhost"));
    return file;
  }

  /** The certificate of a key store in PEM. */
  String pem(Path keyStore, String name) throws IOException, InterruptedException {
    var file = folder.resolve(name + ".pem");
    keytool(keyStore, List.of("-exportcert", "-rfc", "-alias", name, "-file", file.toString()));
    return Files.readString(file);
  }

  private static void keytool(Path keyStore, List<String> arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(
        List.of("-keystore", keyStore.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new UncheckedIOException(new IOException(output));
    }
  }
}
