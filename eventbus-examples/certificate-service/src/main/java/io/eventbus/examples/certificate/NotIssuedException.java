package io.eventbus.examples.certificate;

import org.jspecify.annotations.Nullable;

/** There is no certificate, for a reason that the caller is told. Nothing was stored. */
final class NotIssuedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why, and the HTTP status that says so. */
  enum Reason {
    UNKNOWN_LEARNER(404, "No learner has this user id."),
    NOT_ENROLLED(404, "The learner is not enrolled in this course."),
    NOT_COMPLETED(409, "The learner has not completed this course."),
    ISSUER_REFUSED(502, "The issuer refused the certificate, or gave an answer that is none."),
    ISSUER_UNAVAILABLE(503, "The issuer does not answer in time. Ask again later.");

    final int status;
    final String detail;

    Reason(int status, String detail) {
      this.status = status;
      this.detail = detail;
    }
  }

  private final Reason reason;

  NotIssuedException(Reason reason) {
    this(reason, null);
  }

  NotIssuedException(Reason reason, @Nullable Throwable cause) {
    super(reason.detail, cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
