package io.eventbus.examples.certificate;

import io.eventbus.examples.certificate.issuer.StubIssuer;
import io.eventbus.test.EmbeddedKafka;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;

/**
 * Runs the service with a broker and an issuer of its own, until it is interrupted; {@code
 * KAFKA_BROKERS} and {@code ISSUER_URL} name others.
 */
final class CertificateDemo {

  private CertificateDemo() {}

  public static void main(String[] args) throws SQLException {
    var variables = new HashMap<>(System.getenv());
    variables.putIfAbsent("DEMO_DATA", "true");
    variables.computeIfAbsent("KAFKA_BROKERS", name -> broker());
    variables.computeIfAbsent("ISSUER_URL", name -> issuer());
    var service =
        CertificateApplication.start(CertificateSettings.from(variables), Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "certificate-close"));
    System.out.printf(
        """

        certificate service  %1$s
        issuer               %2$s
        Kafka                %3$s

        Try it:
          curl -i %1$s/certificate/issue -H 'content-type: application/json' \\
            -d '{"userId":"user-1","courseId":"course-1"}'
          curl -i -X PUT %2$s/mode/down

        Ctrl-C ends it.
        """,
        service.uri(), variables.get("ISSUER_URL"), variables.get("KAFKA_BROKERS"));
  }

  @SuppressWarnings("resource") // ends with this JVM
  private static String broker() {
    var kafka = EmbeddedKafka.builder().start();
    kafka.createTopic("user-topic", 1);
    return kafka.bootstrapServers();
  }

  @SuppressWarnings("resource") // ends with this JVM
  private static String issuer() {
    return StubIssuer.start(8084, Clock.systemUTC()).uri().toString();
  }
}
