package io.eventbus.examples.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eventbus.examples.certificate.NotIssuedException.Reason;
import io.eventbus.examples.certificate.issuer.StubIssuer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The stub as its client sees it. */
final class StubIssuerTest {

  private static final Learner ADA = new Learner("u-1", "l-1", "Ada", "Lovelace");
  private static final Enrolment ALGEBRA = new Enrolment("c-1", "Algebra", "completed", null);
  private static final Enrolment LOGIC = new Enrolment("c-2", "Logic", "completed", null);

  @AutoClose private final StubIssuer stub = StubIssuer.start(0, Clock.systemUTC());
  private final IssuerClient client = new IssuerClient(stub.uri(), Duration.ofSeconds(10));

  @Test
  void givesTheSameCertificateForTheSameLearnerAndCourse() {
    var first = client.issue(ADA, ALGEBRA);

    assertThat(client.issue(ADA, ALGEBRA)).isEqualTo(first);
    assertThat(client.issue(ADA, LOGIC).certificateId()).isNotEqualTo(first.certificateId());
    assertThat(stub.issued()).isEqualTo(2);
  }

  @Test
  void failsOnRequest() throws IOException, InterruptedException {
    assertThat(mode()).isEqualTo("\"WORKS\"");

    assertThat(put("/mode/down")).isEqualTo(204);

    assertThat(mode()).isEqualTo("\"DOWN\"");
    assertThatExceptionOfType(NotIssuedException.class)
        .isThrownBy(() -> client.issue(ADA, ALGEBRA))
        .extracting(NotIssuedException::reason)
        .isEqualTo(Reason.ISSUER_UNAVAILABLE);

    assertThat(put("/mode/works")).isEqualTo(204);
    client.issue(ADA, ALGEBRA);
  }

  @Test
  void knowsNoOtherModes() throws IOException, InterruptedException {
    assertThat(put("/mode/sleepy")).isEqualTo(400);
  }

  private String mode() throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(stub.uri().resolve("/mode")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private int put(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(stub.uri().resolve(path)).PUT(BodyPublishers.noBody()).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
