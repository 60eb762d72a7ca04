package io.eventbus.examples.certificate;

import io.eventbus.examples.certificate.NotIssuedException.Reason;
import io.eventbus.outbox.Outbox;
import io.eventbus.outbox.Transactions;
import io.eventbus.publish.PublishOptions;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Issues certificates. The issuer is asked before the transaction begins, so that its slowness
 * holds no lock; then the certificate and its event are stored together, and the outbox's relay
 * sends the event once Kafka is there. Safe to share between threads.
 */
final class CertificateService {

  /**
   * A certificate.
   *
   * @param isNew whether it was this request that had it issued
   */
  record Issued(Certificate certificate, boolean isNew) {}

  private final EnrolmentRepository enrolments;
  private final IssuerClient issuer;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Clock clock;

  CertificateService(
      EnrolmentRepository enrolments,
      IssuerClient issuer,
      Transactions transactions,
      Outbox outbox,
      Clock clock) {
    this.enrolments = enrolments;
    this.issuer = issuer;
    this.transactions = transactions;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * The certificate of a learner for a course: a new one, or the one that was issued before.
   *
   * @throws NotIssuedException if there is none, which tells why
   * @throws Exception what the database throws
   */
  Issued issue(String userId, String courseId) throws Exception {
    var learner =
        enrolments
            .learner(userId)
            .orElseThrow(() -> new NotIssuedException(Reason.UNKNOWN_LEARNER));
    var enrolment = enrolment(userId, courseId);
    var known = enrolment.certificate();
    if (known != null) {
      return new Issued(known, false);
    }
    if (!enrolment.isCompleted()) {
      throw new NotIssuedException(Reason.NOT_COMPLETED);
    }
    return store(learner, enrolment, issuer.issue(learner, enrolment));
  }

  private Issued store(Learner learner, Enrolment enrolment, Certificate certificate)
      throws Exception {
    var first = new AtomicBoolean();
    outbox.run(
        transactions,
        connection -> {
          if (enrolments.certify(connection, learner.userId(), enrolment.courseId(), certificate)) {
            first.set(true);
            outbox.publish(
                connection,
                CourseStatusUpdated.certificateIssued(learner, enrolment, certificate),
                PublishOptions.defaults().withTime(clock.instant()));
          }
        });
    return first.get()
        ? new Issued(certificate, true)
        : issuedMeanwhile(learner.userId(), enrolment.courseId());
  }

  /** What another request has stored between our look and our transaction. */
  private Issued issuedMeanwhile(String userId, String courseId) throws SQLException {
    var other = enrolment(userId, courseId).certificate();
    if (other == null) {
      throw new NotIssuedException(Reason.NOT_COMPLETED); // the course was reset in between
    }
    return new Issued(other, false);
  }

  private Enrolment enrolment(String userId, String courseId) throws SQLException {
    return enrolments
        .enrolment(userId, courseId)
        .orElseThrow(() -> new NotIssuedException(Reason.NOT_ENROLLED));
  }
}
