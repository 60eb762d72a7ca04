package io.eventbus.examples.course.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Says to a caller why a request is not done; rolls back the transaction it is thrown in.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details</a>
 */
public final class Refusal extends ErrorResponseException {

  private static final long serialVersionUID = 1L;

  private Refusal(HttpStatus status, String detail, @Nullable Throwable cause) {
    super(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
  }

  /** What the request names is not there: 404. */
  public static Refusal notFound(String detail) {
    return new Refusal(HttpStatus.NOT_FOUND, detail, null);
  }

  /** The request does not fit to how things stand: 409. */
  public static Refusal conflict(String detail) {
    return new Refusal(HttpStatus.CONFLICT, detail, null);
  }

  /** The caller is not the one who may: 403. */
  public static Refusal forbidden(String detail) {
    return new Refusal(HttpStatus.FORBIDDEN, detail, null);
  }

  /** The request is well formed, but what it says is not so: 422. */
  public static Refusal unprocessable(String detail) {
    return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, detail, null);
  }

  /** Another service is away; the same request may succeed later: 503 with a time. */
  public static Refusal unavailable(String detail, Duration retryAfter, @Nullable Throwable cause) {
    var refusal = new Refusal(HttpStatus.SERVICE_UNAVAILABLE, detail, cause);
    refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
    return refusal;
  }
}
