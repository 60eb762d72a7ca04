package io.eventbus.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eventbus.publish.EventPublisher;
import io.eventbus.test.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** A broker that wants TLS, the client's certificate, and a login. */
class SslBundleIT {

  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;

  private Path keyStore(String name) throws IOException, InterruptedException {
    var file = folder.resolve(name + ".p12");
    keytool(
        file,
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
        "SAN=ip:127.0.0.1,dns:localhost");
    return file;
  }

  private Path certificate(Path keyStore, String name) throws IOException, InterruptedException {
    var file = folder.resolve(name + ".pem");
    keytool(keyStore, "-exportcert", "-rfc", "-alias", name, "-file", file.toString());
    return file;
  }

  private static void keytool(Path keyStore, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keystore", keyStore.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private EmbeddedKafka broker(Path own, Path trusted) {
    return EmbeddedKafka.builder()
        .property("listener.name.secure.ssl.keystore.location", own.toString())
        .property("listener.name.secure.ssl.keystore.type", "PKCS12")
        .property("listener.name.secure.ssl.keystore.password", PASSWORD)
        .property("listener.name.secure.ssl.truststore.location", trusted.toString())
        .property("listener.name.secure.ssl.truststore.type", "PEM")
        .property("listener.name.secure.ssl.client.auth", "required")
        .property("listener.name.secure.sasl.enabled.mechanisms", "PLAIN")
        .property(
            "listener.name.secure.plain.sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " user_alice=\"secret\";")
        .start();
  }

  @Test
  void showsItsCertificateAndTrustsThatOfTheBroker() throws Exception {
    var broker = keyStore("broker");
    var client = keyStore("client");
    var spring = new SpringApplication(Application.class);
    spring.setWebApplicationType(WebApplicationType.NONE);
    try (var kafka = broker(broker, certificate(client, "client"));
        var context =
            spring.run(
                "--spring.application.name=secure",
                "--spring.main.banner-mode=off",
                "--spring.ssl.bundle.jks.kafka.keystore.location=file:" + client,
                "--spring.ssl.bundle.jks.kafka.keystore.password=" + PASSWORD,
                "--spring.ssl.bundle.jks.kafka.keystore.type=PKCS12",
                "--spring.ssl.bundle.jks.kafka.truststore.location=file:" + broker,
                "--spring.ssl.bundle.jks.kafka.truststore.password=" + PASSWORD,
                "--spring.ssl.bundle.jks.kafka.truststore.type=PKCS12",
                "--eventbus.bootstrap-servers=" + kafka.secureBootstrapServers(),
                "--eventbus.required=true",
                "--eventbus.ssl.bundle=kafka",
                "--eventbus.sasl.mechanism=plain",
                "--eventbus.sasl.username=alice",
                "--eventbus.sasl.password=secret")) {
      context.getBean(EventPublisher.class).publish(new TeacherCreated("ada"));

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(context.getBean(Application.class).seen).containsExactly("ada"));
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Application {
    final List<String> seen = new CopyOnWriteArrayList<>();

    @OnEvent
    void on(TeacherCreated event) {
      seen.add(event.teacherId());
    }
  }
}
