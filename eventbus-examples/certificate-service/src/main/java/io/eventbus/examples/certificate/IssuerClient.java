package io.eventbus.examples.certificate;

import io.eventbus.examples.certificate.NotIssuedException.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks the external issuer, within a time. Safe to share between threads. */
final class IssuerClient {

  /** What the issuer answers, as it came. */
  private record Answer(
      @Nullable String certificateId,
      @Nullable Instant issuanceDate,
      @Nullable Instant expirationDate) {}

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JsonMapper json = new JsonMapper();
  private final URI address;
  private final Duration timeout;

  /**
   * A client.
   *
   * @param timeout how long the whole answer may take, to its last byte
   */
  IssuerClient(URI issuer, Duration timeout) {
    this.address = issuer.resolve("/credentials/issue");
    this.timeout = timeout;
  }

  /**
   * Has a certificate issued. Who asks again for the same learner and course gets the same one: the
   * issuer knows both by the {@code Idempotency-Key}, so a request that died half way does no harm.
   *
   * @throws NotIssuedException if the issuer is away, slow, refuses or talks nonsense
   */
  Certificate issue(Learner learner, Enrolment enrolment) {
    var body =
        Map.of(
            "learnerId", learner.learnerId(),
            "firstName", learner.firstName(),
            "lastName", learner.lastName(),
            "courseId", enrolment.courseId(),
            "courseName", enrolment.courseName());
    var request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", learner.learnerId() + "/" + enrolment.courseId())
            .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
            .build();
    return certificate(send(request));
  }

  private HttpResponse<String> send(HttpRequest request) {
    // The timeout of a request ends with the headers; this one covers the body, too.
    var answer = client.sendAsync(request, BodyHandlers.ofString());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new NotIssuedException(Reason.ISSUER_UNAVAILABLE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotIssuedException(Reason.ISSUER_UNAVAILABLE, e);
    } finally {
      answer.cancel(true);
    }
  }

  private Certificate certificate(HttpResponse<String> response) {
    if (response.statusCode() >= 500 || response.statusCode() == 429) {
      throw new NotIssuedException(Reason.ISSUER_UNAVAILABLE);
    }
    if (response.statusCode() != 200 && response.statusCode() != 201) {
      throw new NotIssuedException(Reason.ISSUER_REFUSED);
    }
    var answer = read(response.body());
    if (answer == null
        || answer.certificateId() == null
        || answer.issuanceDate() == null
        || answer.expirationDate() == null) {
      throw new NotIssuedException(Reason.ISSUER_REFUSED);
    }
    return new Certificate(answer.certificateId(), answer.issuanceDate(), answer.expirationDate());
  }

  private @Nullable Answer read(String body) {
    try {
      return json.readValue(body, Answer.class);
    } catch (JacksonException e) {
      throw new NotIssuedException(Reason.ISSUER_REFUSED, e);
    }
  }
}
