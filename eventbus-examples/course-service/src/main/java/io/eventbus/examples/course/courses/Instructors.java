package io.eventbus.examples.course.courses;

import io.eventbus.examples.course.CourseSettings;
import io.eventbus.examples.course.problem.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;
import org.springframework.web.client.RestClientException;

/** Knows by the identity service who can teach. Safe to share between threads. */
@Component
class Instructors {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final RestClient identity;

  Instructors(CourseSettings settings) {
    var requests = new SimpleClientHttpRequestFactory();
    requests.setConnectTimeout(settings.identityTimeout());
    requests.setReadTimeout(settings.identityTimeout());
    identity =
        RestClient.builder()
            .baseUrl(settings.identityUrl().toString())
            .requestFactory(requests)
            .build();
  }

  /** A user as the identity service has them, as far as it matters here. */
  record User(UUID id, String status) {}

  /**
   * Asks whether there is a user with this id.
   *
   * @throws Refusal with 422 if there is none or they are gone, with 503 if the identity service
   *     does not say
   */
  void requireKnown(UUID instructorId) {
    var user = ask(instructorId);
    if (user.isEmpty()) {
      throw Refusal.unprocessable("No user has the id of the instructor.");
    }
    if (user.get().status().equals("Deactivated")) {
      throw Refusal.unprocessable("The instructor has left the school.");
    }
  }

  private Optional<User> ask(UUID id) {
    try {
      return identity
          .get()
          .uri("/api/v1/users/{id}", id)
          .exchangeForRequiredValue((request, response) -> userOf(response));
    } catch (RestClientException e) {
      throw unavailable(e);
    }
  }

  private static Optional<User> userOf(ConvertibleClientHttpResponse response) throws IOException {
    if (response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
      return Optional.empty();
    }
    var user = response.getStatusCode().is2xxSuccessful() ? response.bodyTo(User.class) : null;
    if (user == null || user.status() == null) {
      throw unavailable(null);
    }
    return Optional.of(user);
  }

  private static Refusal unavailable(@Nullable Throwable cause) {
    return Refusal.unavailable(
        "The identity service does not answer whether the instructor is known.",
        RETRY_AFTER,
        cause);
  }
}
